const FIRST_S = 5;
const LONGEST_S = 3_600;

/** Seconds until a callback that failed so many times is told again: 5, 10, 20 … at most an hour. */
export function callbackPauseSeconds(failures: number): number {
  return Math.min(LONGEST_S, FIRST_S * 2 ** Math.max(0, Math.min(failures, 20) - 1));
}
