import type { Grant } from '../cluster/grant.js';
import type { Funnel } from '../rollout/plan.js';
import { BlockedMemo } from './blocked-memo.js';
import type { Demand } from './demand.js';
import { funnelOf } from './funnel-of.js';
import { mix } from './host-cycle.js';
import { pickHost } from './pick-host.js';
import type { Placement } from './placement.js';
import { ruleClass } from './rule-class.js';

export interface Placed<D> {
  readonly demand: D;
  readonly hostId: string;
  readonly grant: Grant;
}

export interface Blocked<D> {
  readonly demand: D;
  readonly funnel: Funnel;
}

export interface PlaceOutcome<D> {
  readonly placed: readonly Placed<D>[];
  readonly blocked: readonly Blocked<D>[];
}

/** Finds a host for each demand in turn and books it in `placement`. What fits nowhere stands in no one's way. */
export function place<D extends Demand>(placement: Placement, demands: readonly D[], seed: number): PlaceOutcome<D> {
  const memo = new BlockedMemo((demand) => openings(placement, demand));
  const placed: Placed<D>[] = [];
  const blocked: Blocked<D>[] = [];
  demands.forEach((demand, index) => {
    const known = memo.funnelFor(demand);
    const host = known ? null : pickHost(placement, demand, mix(mix(seed) + index));
    if (host !== null) placed.push(bookOn(placement, host, demand));
    else blocked.push({ demand, funnel: known ?? refuse(placement, demand, memo) });
  });
  return { placed, blocked };
}

function bookOn<D extends Demand>(placement: Placement, host: number, demand: D): Placed<D> {
  return { demand, hostId: placement.hostAt(host).id, grant: placement.take(host, demand) };
}

function refuse(placement: Placement, demand: Demand, memo: BlockedMemo): Funnel {
  const funnel = funnelOf(placement, demand);
  memo.remember(demand, funnel);
  return funnel;
}

/** How many dynos are there that a rule of the demand may have waited for: more of them may open hosts. */
function openings(placement: Placement, { service, rules }: Demand): number {
  if (!ruleClass(rules).mayOpenLater) return 0;
  const services = new Set([service, ...(rules.serviceAffinity ?? []).map((rule) => rule.service)]);
  return [...services].reduce((sum, one) => sum + placement.staying.total(one), 0);
}
