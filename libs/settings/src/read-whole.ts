import type { Reader } from './environment.js';

/** A number that counts something, from 1. */
export function readWhole(read: Reader, name: string, fallback: number): number {
  const text = read.text(name);
  if (text === null) return fallback;
  if (/^[1-9][0-9]{0,6}$/.test(text)) return Number(text);
  read.problem(`${name} must be a whole number from 1 to 9999999`);
  return fallback;
}
