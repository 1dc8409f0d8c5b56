import type { Dyno } from '../cluster/dyno.js';
import type { WantedSlot } from '../wanted/wanted.js';
import type { PlacementRules } from '../rules/placement-rules.js';
import { availableFloor } from '../disruption/available-floor.js';
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
  /** another slot of it found one */
  readonly isStarting: boolean;
  /** whether a host would take a dyno for this slot now */
  hasPlace(slot: WantedSlot): boolean;
}

/** Which live dynos may go now. Those that do not serve go freely; of those that do, only so many that enough stay ready. */
export function chooseRetirements(buckets: ProcessBuckets, situation: RetirementSituation): readonly Retirement[] {
  const isServing = (dyno: Dyno): boolean => isReady(dyno, situation.nowMs, buckets.process.update);
  const wishes = retirementWishes(buckets, isServing);
  const free = wishes.filter(({ dyno }) => !isServing(dyno));
  const serving = affordable(buckets, wishes, isServing);
  if (free.length + serving.length > 0) return [...free, ...serving];
  const makesRoom = lastResort(buckets, situation) ?? mover(buckets, situation) ?? soleHolder(buckets, situation);
  return makesRoom ? [makesRoom] : [];
}

/** Of those that serve, so many that enough stay ready; planned moves keep to the disruption budget as well. */
function affordable(
  buckets: ProcessBuckets,
  wishes: readonly Retirement[],
  isServing: (dyno: Dyno) => boolean,
): readonly Retirement[] {
  const migrating = new Set(buckets.migrating);
  const serving = wishes.filter(({ dyno }) => isServing(dyno)).slice(0, spareReady(buckets, isServing));
  const forMoves = spareForMoves(buckets, isServing) - serving.filter(({ dyno }) => !migrating.has(dyno)).length;
  const moves = serving.filter(({ dyno }) => migrating.has(dyno)).slice(0, Math.max(0, forMoves));
  return serving.filter((one) => !migrating.has(one.dyno) || moves.includes(one));
}

/** Who should go, in the order in which they may: surplus from the highest slot down, replaced ones, then (if policy allows) old ones ahead of their successor. */
function retirementWishes(buckets: ProcessBuckets, isServing: (dyno: Dyno) => boolean): readonly Retirement[] {
  const isReplaced = ({ slot }: Dyno): boolean => {
    const successor = buckets.kept.get(slot);
    return successor !== undefined && isServing(successor);
  };
  const { isStopFirst } = buckets.process.update;
  const ahead = buckets.outdated.filter((dyno) => !isReplaced(dyno));
  return [
    ...highestFirst(buckets.surplus).map((dyno) => ({ dyno, reason: 'not wanted any more' })),
    ...buckets.outdated.filter(isReplaced).map((dyno) => ({ dyno, reason: 'replaced by a newer one' })),
    ...buckets.migrating.filter(isReplaced).map((dyno) => ({ dyno, reason: 'moved to another host' })),
    ...ahead
      .filter((dyno) => isStopFirst || isServing(dyno) || neverServed(dyno))
      .map((dyno) => ({ dyno, reason: 'outdated' })),
  ];
}

function neverServed({ state }: Dyno): boolean {
  return state === 'placed' || state === 'starting';
}

function spareReady(buckets: ProcessBuckets, isServing: (dyno: Dyno) => boolean): number {
  const { minReady } = capacityBounds(wantedCount(buckets), buckets.process.update);
  return Math.max(0, servingCount(buckets, isServing) - minReady);
}

function spareForMoves(buckets: ProcessBuckets, isServing: (dyno: Dyno) => boolean): number {
  const floor = availableFloor(wantedCount(buckets), buckets.process.disruption);
  return Math.min(spareReady(buckets, isServing), Math.max(0, servingCount(buckets, isServing) - floor));
}

function servingCount(buckets: ProcessBuckets, isServing: (dyno: Dyno) => boolean): number {
  const live = [...buckets.kept.values(), ...buckets.migrating, ...buckets.outdated, ...buckets.surplus];
  return live.filter(isServing).length;
}

/** Without this two states would last for ever: slots without a host while surplus dynos hold it, and no room left beside old dynos that are ill. */
function lastResort(buckets: ProcessBuckets, situation: RetirementSituation): Retirement | null {
  if (buckets.missing.length === 0 || buckets.leaving.length > 0) return null;
  const [surplus] = highestFirst(buckets.surplus);
  if (situation.isBlocked && surplus) return { dyno: surplus, reason: 'not wanted any more, and its place is needed' };
  if (hasRoomOrHope(buckets, situation)) return null;
  const ill = buckets.outdated.find((dyno) => !dyno.isHealthy);
  return ill ? { dyno: ill, reason: 'outdated and not healthy, and its place is needed' } : null;
}

/** One that must leave its host goes ahead of its successor only where the policy has no room for both but can spare it. */
function mover(buckets: ProcessBuckets, situation: RetirementSituation): Retirement | null {
  const isServing = (dyno: Dyno): boolean => isReady(dyno, situation.nowMs, buckets.process.update);
  if (buckets.leaving.length > 0 || hasRoomOrHope(buckets, situation) || spareForMoves(buckets, isServing) === 0)
    return null;
  const missing = new Map(buckets.missing.map((slot) => [slot.slot, slot]));
  const dyno = buckets.migrating.find(({ slot }) => missing.has(slot) && situation.hasPlace(missing.get(slot)!));
  return dyno ? { dyno, reason: 'its host is being drained, and its policy lets none be added first' } : null;
}

/** Marathon's rule for host ports, and for gpus as well: where old dynos hold them on every host that is left, one of them goes ahead. */
function soleHolder(buckets: ProcessBuckets, situation: RetirementSituation): Retirement | null {
  const { kept, leaving, outdated, process } = buckets;
  const { isBlocked, isStarting, nowMs } = situation;
  const needed = heldAlone(process.rules);
  if (!isBlocked || isStarting || needed === null || leaving.length > 0) return null;
  const isOnItsWay = (dyno: Dyno): boolean => dyno.isHealthy && !isReady(dyno, nowMs, process.update);
  if ([...kept.values()].some((dyno) => !isReady(dyno, nowMs, process.update)) || outdated.some(isOnItsWay))
    return null;
  const [first] = outdated;
  return first ? { dyno: first, reason: `outdated, and ${needed} needed` } : null;
}

function heldAlone({ hostPort, ports = [], gpus }: PlacementRules): string | null {
  if (hostPort !== undefined || ports.some((port) => port.hostPort !== undefined)) return 'its host port is';
  return gpus === undefined ? null : 'its gpus are';
}

function hasRoomOrHope(buckets: ProcessBuckets, { nowMs }: RetirementSituation): boolean {
  const isUnderWay = [...buckets.kept.values()].some((dyno) => !isReady(dyno, nowMs, buckets.process.update));
  const { maxTotal } = capacityBounds(wantedCount(buckets), buckets.process.update);
  return isUnderWay || totalOf(buckets) < maxTotal;
}

function highestFirst(dynos: readonly Dyno[]): readonly Dyno[] {
  return [...dynos].sort((a, b) => b.slot - a.slot || b.incarnation - a.incarnation);
}
