import type { Dyno } from '../cluster/dyno.js';
import { crashStreak, isCrashLooping } from '../restart/back-off.js';
import type { ActiveDeployment, WantedSlot } from '../wanted/wanted.js';
import { endedOf } from './choose-starts.js';
import type { ProcessBuckets } from './process-buckets.js';
import { isReady } from './readiness.js';

/** All that belongs to one app. */
export interface AppBuckets {
  readonly processes: readonly ProcessBuckets[];
  /** dynos of process types that the wanted release does not have */
  readonly unwanted: readonly Dyno[];
}

export interface UnreadySlot {
  readonly buckets: ProcessBuckets;
  readonly slot: WantedSlot;
}

export type Verdict =
  | { readonly kind: 'succeeded'; readonly unready: readonly [] }
  | { readonly kind: 'under-way'; readonly unready: readonly UnreadySlot[] }
  | { readonly kind: 'failed'; readonly cause: 'deadline' | 'crash-loop'; readonly unready: readonly UnreadySlot[] };

/** Whether a deployment has arrived: every wanted slot ready, nothing old left that requests could still reach. */
export function judgeDeployment(app: AppBuckets, deployment: ActiveDeployment, nowMs: number): Verdict {
  const unready = app.processes.flatMap((buckets) => unreadySlots(buckets, nowMs));
  if (isCrashLooping(crashesBySlot(app))) return { kind: 'failed', cause: 'crash-loop', unready };
  const remaining = leftovers(app, deployment);
  if (unready.length + remaining.live.length + remaining.draining.length === 0)
    return { kind: 'succeeded', unready: [] };
  const isLate = deployment.deadlineAtMs <= nowMs && unready.length + remaining.live.length > 0;
  return isLate ? { kind: 'failed', cause: 'deadline', unready } : { kind: 'under-way', unready };
}

function unreadySlots(buckets: ProcessBuckets, nowMs: number): UnreadySlot[] {
  const serves = (dyno: Dyno): boolean => isReady(dyno, nowMs, buckets.process.update);
  const migratingReady = new Set(buckets.migrating.filter(serves).map((dyno) => dyno.slot));
  const isSatisfied = ({ slot }: WantedSlot): boolean => {
    const kept = buckets.kept.get(slot);
    return (kept !== undefined && serves(kept)) || migratingReady.has(slot);
  };
  return buckets.process.slots
    .filter((slot) => !slot.isStopped && !isSatisfied(slot))
    .map((slot) => ({ buckets, slot }));
}

function crashesBySlot(app: AppBuckets): number[] {
  return app.processes.flatMap((buckets) =>
    buckets.process.slots.map((slot) => crashStreak(endedOf(buckets, slot)).length),
  );
}

function leftovers(app: AppBuckets, { releaseId }: ActiveDeployment): { live: Dyno[]; draining: Dyno[] } {
  const isOld = (dyno: Dyno): boolean => dyno.releaseId !== releaseId;
  const live = app.processes.flatMap(({ outdated, surplus }) => [...outdated, ...surplus.filter(isOld)]);
  const leaving = app.processes.flatMap((buckets) => buckets.leaving.filter(isOld));
  const all = [...live, ...leaving, ...app.unwanted];
  return {
    live: all.filter((dyno) => dyno.state !== 'draining' && dyno.state !== 'stopping'),
    draining: all.filter((dyno) => dyno.state === 'draining' && !dyno.isDrained && dyno.hostPort !== null),
  };
}
