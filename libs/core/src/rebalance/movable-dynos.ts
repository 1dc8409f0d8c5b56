import type { Dyno } from '../cluster/dyno.js';
import { availableFloor } from '../disruption/available-floor.js';
import type { Placement } from '../placement/placement.js';
import type { ProcessBuckets } from '../rollout/process-buckets.js';
import { isReady } from '../rollout/readiness.js';
import { capacityBounds } from '../rollout/rolling-update.js';
import type { Round } from '../rollout/round.js';
import { type SlotDemand, slotDemand } from '../rollout/slot-demand.js';

/** A dyno that may be moved, and what it would ask of another host. */
export interface Movable {
  readonly dyno: Dyno;
  readonly demand: SlotDemand;
  /** index of its host */
  readonly from: number;
}

/** By process type: those of which every dyno serves and none is on its way, where no deployment is under way. */
export function movableDynos(round: Round, placement: Placement): Movable[][] {
  return round.apps.flatMap(({ app, processes }) => {
    if (app.deployment) return [];
    return processes
      .filter((buckets) => isAtRest(buckets, round.nowMs) && isWithinBudget(buckets))
      .map((buckets) => buckets.process.slots.flatMap((slot) => movable(buckets, slot, placement)));
  });
}

function isAtRest(buckets: ProcessBuckets, nowMs: number): boolean {
  const { missing, migrating, outdated, surplus, leaving, kept, process } = buckets;
  if ([missing, migrating, outdated, surplus, leaving].some((some) => some.length > 0)) return false;
  return [...kept.values()].every((dyno) => isReady(dyno, nowMs, process.update));
}

/** A move may cost one dyno for a while where the update policy has no room for one more, and that must be within the budget. */
function isWithinBudget({ kept, process }: ProcessBuckets): boolean {
  const { maxTotal } = capacityBounds(kept.size, process.update);
  return maxTotal > kept.size || kept.size - 1 >= availableFloor(kept.size, process.disruption);
}

/**
 * None on a host that is silent, draining or cordoned: the first two are the scheduler's business, the third keeps what it has.
 * And none with gpus: what it loads there costs more than a better place is worth.
 */
function movable(buckets: ProcessBuckets, slot: SlotDemand['slot'], placement: Placement): Movable[] {
  const dyno = buckets.kept.get(slot.slot);
  const from = dyno && placement.indexOf(dyno.hostId);
  if (!dyno || from === undefined) return [];
  const { status, draining, eligible } = placement.hostAt(from);
  const isOpen = status === 'ready' && !draining && eligible && !dyno.gpus?.length;
  return isOpen ? [{ dyno, from, demand: { ...slotDemand(buckets, slot), resources: dyno.reserved } }] : [];
}
