import type { Dyno } from '../cluster/dyno.js';
import { serviceOf } from './dyno-order.js';
import type { ProcessBuckets } from './process-buckets.js';
import type { SlotDemand } from './slot-demand.js';

/** Counts the incarnations of slots up, also where two releases start a dyno of the same slot in one plan. */
export class Incarnations {
  private readonly last = new Map<string, number>();

  constructor(processes: readonly ProcessBuckets[]) {
    for (const { kept, migrating, outdated, surplus, leaving, ended } of processes) {
      for (const dynos of [kept.values(), migrating, outdated, surplus, leaving, ended]) this.note(dynos);
    }
  }

  next({ service, slot }: Pick<SlotDemand, 'service' | 'slot'>): number {
    const key = `${service}.${slot.slot}`;
    const incarnation = (this.last.get(key) ?? 0) + 1;
    this.last.set(key, incarnation);
    return incarnation;
  }

  private note(dynos: Iterable<Dyno>): void {
    for (const dyno of dynos) {
      const key = `${serviceOf(dyno)}.${dyno.slot}`;
      this.last.set(key, Math.max(this.last.get(key) ?? 0, dyno.incarnation));
    }
  }
}
