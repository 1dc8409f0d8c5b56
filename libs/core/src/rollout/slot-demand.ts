import type { Demand } from '../placement/demand.js';
import { funnelOf } from '../placement/funnel-of.js';
import type { Placement } from '../placement/placement.js';
import type { WantedSlot } from '../wanted/wanted.js';
import { serviceOf } from './dyno-order.js';
import type { ProcessBuckets } from './process-buckets.js';

export interface SlotDemand extends Demand {
  readonly buckets: ProcessBuckets;
  readonly slot: WantedSlot;
}

/** What a slot asks of placement. */
export function slotDemand(buckets: ProcessBuckets, slot: WantedSlot): SlotDemand {
  const { app, process } = buckets;
  const { processType, resources, needsPort, rules } = process;
  const service = serviceOf({ appId: app.appId, processType });
  return { buckets, slot, service, generation: slot.generation, resources, needsPort, rules };
}

/** 'web.3 of shop' */
export function slotName({ buckets, slot }: Pick<SlotDemand, 'buckets' | 'slot'>): string {
  return `${buckets.process.processType}.${slot.slot} of ${buckets.app.name}`;
}

/** Whether a host would take it now. */
export function isPlaceable(placement: Placement, demand: Demand): boolean {
  const { considered, refusals } = funnelOf(placement, demand);
  return refusals.reduce((sum, [, hosts]) => sum + hosts, 0) < considered;
}
