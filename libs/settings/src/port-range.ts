import type { Reader } from './environment.js';

/** Inclusive range of host ports that dynos may publish. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export function readPortRange(read: Reader): PortRange {
  const match = /^(\d{1,5})-(\d{1,5})$/.exec(read.text('PORT_RANGE') ?? '20000-29999');
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  if (match && from >= 1024 && from <= to && to <= 65_535) return { from, to };
  read.problem('PORT_RANGE must be two ports from 1024 to 65535, for example 20000-29999');
  return { from: 20_000, to: 29_999 };
}
