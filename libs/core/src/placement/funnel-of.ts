import type { Funnel } from '../rollout/plan.js';
import type { Demand } from './demand.js';
import { FILTERS } from './filters.js';
import type { Placement } from './placement.js';

/** Asks every host and counts it under the first filter that refuses it. Considered = refused + accepted. */
export function funnelOf(placement: Placement, demand: Demand): Funnel {
  const tests = FILTERS.map((filter) => ({ name: filter.name, test: filter.prepare(demand, placement) }));
  const counts = new Map<string, number>();
  for (let host = 0; host < placement.hosts.length; host++) {
    const refusing = tests.find(({ test }) => test?.(host) === false);
    if (refusing) counts.set(refusing.name, (counts.get(refusing.name) ?? 0) + 1);
  }
  const refusals = FILTERS.flatMap(({ name }) => (counts.has(name) ? [[name, counts.get(name)!] as const] : []));
  return { considered: placement.hosts.length, refusals };
}
