import type { Dyno } from '../cluster/dyno.js';
import { backOffUntilMs, crashStreak } from '../restart/back-off.js';
import type { WantedSlot } from '../wanted/wanted.js';
import type { ProcessBuckets } from './process-buckets.js';
import { isReady } from './readiness.js';
import { capacityBounds } from './rolling-update.js';

/** Why a slot gets a dyno, most urgent first: empty ones, then newer releases, then hosts that are being drained. */
export type StartCause = 'empty' | 'outdated' | 'migrating';

export interface Start {
  readonly slot: WantedSlot;
  readonly cause: StartCause;
}

export interface Delay {
  readonly slot: WantedSlot;
  readonly crashes: number;
  readonly untilMs: number;
}

export interface Starts {
  readonly starts: readonly Start[];
  readonly delays: readonly Delay[];
}

/** Which missing slots may get a dyno now: not those in back-off, not more than the update policy has room for. */
export function chooseStarts(buckets: ProcessBuckets, nowMs: number): Starts {
  const delays: Delay[] = [];
  const due: Start[] = [];
  for (const slot of buckets.missing) {
    const ended = endedOf(buckets, slot);
    const untilMs = backOffUntilMs(ended);
    if (untilMs !== null && untilMs > nowMs) delays.push({ slot, crashes: crashStreak(ended).length, untilMs });
    else due.push({ slot, cause: causeOf(buckets, slot) });
  }
  if (isStillEmptying(buckets)) return { starts: [], delays };
  return { starts: withinRoom(buckets, limitMigrations(buckets, due, nowMs)), delays };
}

/** `recreate`: while an old dyno has not ended, no new one starts. */
function isStillEmptying({ process, outdated, leaving }: ProcessBuckets): boolean {
  if (!process.update.isStopFirst) return false;
  const wanted = new Set(process.slots.map((slot) => slot.generation));
  return outdated.length > 0 || leaving.some((dyno) => !wanted.has(dyno.generation));
}

/** What ran in the slot before, made from the same release, size and restart. */
export function endedOf(buckets: ProcessBuckets, { slot, generation }: WantedSlot): readonly Dyno[] {
  return buckets.ended.filter((dyno) => dyno.slot === slot && dyno.generation === generation);
}

/** How many dynos of the process type exist, those on their way out included. */
export function totalOf(buckets: ProcessBuckets): number {
  const { kept, migrating, outdated, surplus, leaving } = buckets;
  return kept.size + migrating.length + outdated.length + surplus.length + leaving.length;
}

/** How many dynos of the process type should run. */
export function wantedCount(buckets: ProcessBuckets): number {
  return buckets.process.slots.filter((slot) => !slot.isStopped).length;
}

function causeOf(buckets: ProcessBuckets, { slot }: WantedSlot): StartCause {
  if (buckets.outdated.some((dyno) => dyno.slot === slot)) return 'outdated';
  return buckets.migrating.some((dyno) => dyno.slot === slot) ? 'migrating' : 'empty';
}

/** One dyno of a process type moves at a time: its replacement must be ready before the next one starts. */
function limitMigrations(buckets: ProcessBuckets, due: readonly Start[], nowMs: number): readonly Start[] {
  const isMoving = buckets.migrating.some(({ slot }) => {
    const replacement = buckets.kept.get(slot);
    return replacement !== undefined && !isReady(replacement, nowMs, buckets.process.update);
  });
  const migrations = due.filter((start) => start.cause === 'migrating').slice(0, isMoving ? 0 : 1);
  return due.filter((start) => start.cause !== 'migrating' || migrations.includes(start));
}

export const URGENCY: Record<StartCause, number> = { empty: 0, outdated: 1, migrating: 2 };

function withinRoom(buckets: ProcessBuckets, due: readonly Start[]): readonly Start[] {
  const { maxTotal } = capacityBounds(wantedCount(buckets), buckets.process.update);
  const room = Math.max(0, maxTotal - totalOf(buckets));
  return [...due].sort((a, b) => URGENCY[a.cause] - URGENCY[b.cause] || a.slot.slot - b.slot.slot).slice(0, room);
}
