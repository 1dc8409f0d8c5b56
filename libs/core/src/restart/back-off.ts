import type { Dyno } from '../cluster/dyno.js';

export const FIRST_DELAY_MS = 1_000;
export const DELAY_FACTOR = 2;
export const MAX_DELAY_MS = 300_000;
/** A dyno that lived this long was no crash loop: counting starts anew. */
const STABLE_AFTER_MS = 600_000;
const LOOP_AFTER_CRASHES = 5;

/**
 * When a slot may start again: 1 s after the first crash, twice as long after each further one, at most 300 s (Marathon's launch delay).
 * `ended` are the ended dynos of one slot and one generation, so that a new release or a restart starts without delay. Null: at once.
 */
export function backOffUntilMs(ended: readonly Dyno[]): number | null {
  const crashes = crashStreak(ended);
  const [newest] = crashes;
  if (!newest) return null;
  return newest.stateSinceMs + Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * DELAY_FACTOR ** (crashes.length - 1));
}

/** Crashes in a row, newest first, back to the last dyno that lived for 10 minutes (whose own crash counts). */
export function crashStreak(ended: readonly Dyno[]): readonly Dyno[] {
  const newestFirst = [...ended].sort((a, b) => b.incarnation - a.incarnation);
  const stable = newestFirst.findIndex((dyno) => dyno.stateSinceMs - dyno.createdAtMs >= STABLE_AFTER_MS);
  const recent = stable === -1 ? newestFirst : newestFirst.slice(0, stable + 1);
  return recent.filter((dyno) => dyno.state === 'crashed');
}

/** From crashes per slot: five in all, and at least one slot crashed again when it was tried again. */
export function isCrashLooping(crashesBySlot: readonly number[]): boolean {
  const all = crashesBySlot.reduce((sum, crashes) => sum + crashes, 0);
  return all >= LOOP_AFTER_CRASHES && crashesBySlot.some((crashes) => crashes > 1);
}
