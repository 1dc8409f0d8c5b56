import type { Demand } from './demand.js';

/** Ports of its host that a demand wants. */
export interface WantedPorts {
  /** so many of the range, whichever they are */
  readonly any: number;
  /** these and no others */
  readonly fixed: readonly number[];
}

/** null: none. */
export function wantedPorts({ needsPort, rules: { hostPort, ports = [] } }: Demand): WantedPorts | null {
  if (!needsPort && ports.length === 0) return null;
  const all = [...(needsPort ? [hostPort] : []), ...ports.map((port) => port.hostPort)];
  const fixed = all.flatMap((port) => port ?? []);
  return { any: all.length - fixed.length, fixed };
}
