import type { Funnel } from '../rollout/plan.js';
import type { Demand } from './demand.js';
import { FILTERS } from './filters.js';

/** Says why nothing fits: 'no host fits web.3 of shop: 2 lack memory (256 MiB wanted), 1 is draining'. */
export function explainPlacement(what: string, demand: Demand, funnel: Funnel): string {
  if (funnel.considered === 0) return `no host fits ${what}: no host is registered (jujube hosts:add)`;
  const counts = new Map(funnel.refusals);
  const reasons = FILTERS.flatMap((filter) => {
    const hosts = counts.get(filter.name);
    return hosts ? [filter.explain(hosts, demand)] : [];
  });
  return `no host fits ${what}: ${reasons.join(', ')}`;
}
