import { explainPlacement } from '../placement/explain-placement.js';
import { FILTERS } from '../placement/filters.js';
import { refusalOf } from '../placement/fits.js';
import { funnelOf } from '../placement/funnel-of.js';
import type { Placement } from '../placement/placement.js';
import { scorer } from '../placement/score.js';
import type { Funnel } from '../rollout/plan.js';
import type { ProcessBuckets } from '../rollout/process-buckets.js';
import type { SlotDemand } from '../rollout/slot-demand.js';
import { slotDemand, slotName } from '../rollout/slot-demand.js';
import { nextSlot } from './what-if.js';

/** Why a host would or would not take one more dyno. */
export interface HostVerdict {
  readonly hostName: string;
  /** name of the first filter that refuses; null: the host takes it */
  readonly refusedBy: string | null;
  /** 'lacks memory (256 MiB wanted)'; null: the host takes it */
  readonly reason: string | null;
  /** higher is better; null: refused */
  readonly score: number | null;
  /** dynos of this process type that are there and stay */
  readonly dynos: number;
}

/** Where one more dyno of a process type would go. */
export interface ProcessExplanation {
  readonly processType: string;
  readonly quantity: number;
  readonly funnel: Funnel;
  /** the whole sentence when no host takes one more; else null */
  readonly blocked: string | null;
  /** hosts that take one, best first, then the others by name */
  readonly hosts: readonly HostVerdict[];
}

export function explainProcess(buckets: ProcessBuckets, placement: Placement): ProcessExplanation {
  const { process } = buckets;
  const demand = slotDemand(buckets, nextSlot(process, process.slots.length + 1));
  const funnel = funnelOf(placement, demand);
  const refused = funnel.refusals.reduce((sum, [, hosts]) => sum + hosts, 0);
  return {
    processType: process.processType,
    quantity: process.slots.length,
    funnel,
    blocked: refused < funnel.considered ? null : explainPlacement(slotName(demand), demand, funnel),
    hosts: verdicts(placement, demand),
  };
}

function verdicts(placement: Placement, demand: SlotDemand): HostVerdict[] {
  const score = scorer(placement, demand);
  const siblings = placement.staying.of(demand.service);
  const all = placement.hosts.map((host, index): HostVerdict => {
    const refusedBy = refusalOf(placement, index, demand);
    const filter = FILTERS.find(({ name }) => name === refusedBy);
    return {
      hostName: host.name,
      refusedBy,
      reason: filter ? filter.explain(1, demand).replace(/^1 /, '') : null,
      score: filter ? null : score(index),
      dynos: siblings?.get(index) ?? 0,
    };
  });
  return all.sort(byRank);
}

function byRank(a: HostVerdict, b: HostVerdict): number {
  if (a.score !== null && b.score !== null && a.score !== b.score) return b.score - a.score;
  if ((a.score === null) !== (b.score === null)) return a.score === null ? 1 : -1;
  return a.hostName < b.hostName ? -1 : 1;
}
