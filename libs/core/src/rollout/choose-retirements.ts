import type { Dyno } from '../cluster/dyno.js';
import { totalOf, wantedCount } from './choose-starts.js';
import type { ProcessBuckets } from './process-buckets.js';
import { isReady } from './readiness.js';
import { capacityBounds } from './rolling-update.js';

export interface Retirement {
  readonly dyno: Dyno;
  readonly reason: string;
}

export interface RetirementSituation {
  readonly nowMs: number;
  /** a slot of this process type found no host in this plan */
  readonly isBlocked: boolean;
}

/** Which live dynos may go now. Those that do not serve go freely; of those that do, only so many that enough stay ready. */
export function chooseRetirements(buckets: ProcessBuckets, situation: RetirementSituation): readonly Retirement[] {
  const isServing = (dyno: Dyno): boolean => isReady(dyno, situation.nowMs, buckets.process.update);
  const wishes = retirementWishes(buckets, isServing);
  const free = wishes.filter(({ dyno }) => !isServing(dyno));
  const serving = wishes.filter(({ dyno }) => isServing(dyno)).slice(0, spareReady(buckets, isServing));
  if (free.length + serving.length > 0) return [...free, ...serving];
  return lastResort(buckets, situation);
}

/** Who should go, in the order in which they may: surplus from the highest slot down, replaced ones, then (if policy allows) old ones ahead of their successor. */
function retirementWishes(buckets: ProcessBuckets, isServing: (dyno: Dyno) => boolean): readonly Retirement[] {
  const isReplaced = ({ slot }: Dyno): boolean => {
    const successor = buckets.kept.get(slot);
    return successor !== undefined && isServing(successor);
  };
  const ahead = buckets.outdated.filter((dyno) => !isReplaced(dyno));
  return [
    ...highestFirst(buckets.surplus).map((dyno) => ({ dyno, reason: 'not wanted any more' })),
    ...buckets.outdated.filter(isReplaced).map((dyno) => ({ dyno, reason: 'replaced by a newer one' })),
    ...buckets.migrating.filter(isReplaced).map((dyno) => ({ dyno, reason: 'moved to another host' })),
    ...ahead.filter((dyno) => isServing(dyno) || neverServed(dyno)).map((dyno) => ({ dyno, reason: 'outdated' })),
  ];
}

function neverServed({ state }: Dyno): boolean {
  return state === 'placed' || state === 'starting';
}

function spareReady(buckets: ProcessBuckets, isServing: (dyno: Dyno) => boolean): number {
  const live = [...buckets.kept.values(), ...buckets.migrating, ...buckets.outdated, ...buckets.surplus];
  const { minReady } = capacityBounds(wantedCount(buckets), buckets.process.update);
  return Math.max(0, live.filter(isServing).length - minReady);
}

/** Without this two states would last for ever: slots without a host while surplus dynos hold it, and no room left beside old dynos that are ill. */
function lastResort(buckets: ProcessBuckets, { nowMs, isBlocked }: RetirementSituation): readonly Retirement[] {
  if (buckets.missing.length === 0 || buckets.leaving.length > 0) return [];
  const [surplus] = highestFirst(buckets.surplus);
  if (isBlocked && surplus) return [{ dyno: surplus, reason: 'not wanted any more, and its place is needed' }];
  const isUnderWay = [...buckets.kept.values()].some((dyno) => !isReady(dyno, nowMs, buckets.process.update));
  const { maxTotal } = capacityBounds(wantedCount(buckets), buckets.process.update);
  if (isUnderWay || totalOf(buckets) < maxTotal) return [];
  const ill = buckets.outdated.find((dyno) => !dyno.isHealthy);
  return ill ? [{ dyno: ill, reason: 'outdated and not healthy, and its place is needed' }] : [];
}

function highestFirst(dynos: readonly Dyno[]): readonly Dyno[] {
  return [...dynos].sort((a, b) => b.slot - a.slot || b.incarnation - a.incarnation);
}
