import type { Funnel } from '../rollout/plan.js';
import type { Demand } from './demand.js';
import { generationKey } from './placement.js';
import { ruleClass } from './rule-class.js';

interface Refused {
  readonly demand: Demand;
  readonly funnel: Funnel;
  readonly stamp: number;
}

/** Changes whenever something was placed that may open a host for the demand. */
export type StampOf = (demand: Demand) => number;

/**
 * Remembers what did not fit, so that what wants at least as much of everything is refused without asking every host again.
 * Holds only while nothing is given back, and for rules that a later placement can satisfy only while the stamp is the same.
 * A dominated demand gets the funnel of the smaller one: where that lacked memory, so does it.
 */
export class BlockedMemo {
  private readonly byClass = new Map<string, Refused[]>();

  constructor(private readonly stampOf: StampOf = () => 0) {}

  funnelFor(demand: Demand): Funnel | undefined {
    if (this.byClass.size === 0) return undefined;
    const refused = this.byClass.get(classOf(demand));
    if (!refused) return undefined;
    const stamp = this.stampOf(demand);
    return refused.find((one) => one.stamp === stamp && wantsAtLeast(demand, one.demand))?.funnel;
  }

  remember(demand: Demand, funnel: Funnel): void {
    const key = classOf(demand);
    const others = (this.byClass.get(key) ?? []).filter((refused) => !wantsAtLeast(refused.demand, demand));
    this.byClass.set(key, [...others, { demand, funnel, stamp: this.stampOf(demand) }]);
  }
}

function classOf(demand: Demand): string {
  const { hard, isOfOneService } = ruleClass(demand.rules);
  return `${hard} ${demand.needsPort} ${isOfOneService ? generationKey(demand) : ''}`;
}

function wantsAtLeast(demand: Demand, smaller: Demand): boolean {
  return (
    demand.resources.cpuMillis >= smaller.resources.cpuMillis &&
    demand.resources.memoryMib >= smaller.resources.memoryMib
  );
}
