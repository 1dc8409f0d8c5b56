import type { Funnel } from '../rollout/plan.js';
import { ruleClass } from './candidate-hosts.js';
import type { Demand } from './demand.js';
import { generationKey } from './placement.js';

interface Refused {
  readonly demand: Demand;
  readonly funnel: Funnel;
}

/**
 * Remembers what did not fit, so that what wants at least as much of everything is refused without asking every host again.
 * Holds only while nothing is given back. A dominated demand gets the funnel of the smaller one: where that lacked memory, so does it.
 */
export class BlockedMemo {
  private readonly byClass = new Map<string, Refused[]>();

  funnelFor(demand: Demand): Funnel | undefined {
    if (this.byClass.size === 0) return undefined;
    return this.byClass.get(classOf(demand))?.find((refused) => wantsAtLeast(demand, refused.demand))?.funnel;
  }

  remember(demand: Demand, funnel: Funnel): void {
    const key = classOf(demand);
    const others = (this.byClass.get(key) ?? []).filter((refused) => !wantsAtLeast(refused.demand, demand));
    this.byClass.set(key, [...others, { demand, funnel }]);
  }
}

function classOf(demand: Demand): string {
  const apart = demand.rules.isOnePerHost ? generationKey(demand) : '';
  return `${ruleClass(demand.rules)} ${demand.needsPort} ${apart}`;
}

function wantsAtLeast(demand: Demand, smaller: Demand): boolean {
  return (
    demand.resources.cpuMillis >= smaller.resources.cpuMillis &&
    demand.resources.memoryMib >= smaller.resources.memoryMib
  );
}
