import { candidateDomains, candidateHosts } from './candidate-hosts.js';
import type { Demand } from './demand.js';
import type { Placement } from './placement.js';
import { ruleClass } from './rule-class.js';
import { skewBound } from './skew-bound.js';

/** With more domains there are too many ways to choose among them; then hosts are asked one by one. */
const MAX_DOMAINS = 6;

/**
 * Domain first, as swarmkit does: of a demand that has to spread, the candidates in domains that may take one more. What the spread
 * filter says of its first rule is decided by that, so that two thirds of all hosts need not be asked while two of three zones
 * are ahead. Null: there is no such rule, or there are too many domains.
 */
export function openCandidates(demand: Demand, placement: Placement): Int32Array | null {
  const [rule] = ruleClass(demand.rules).spread;
  if (!rule) return null;
  const candidates = candidateHosts(demand, placement);
  const domains = candidateDomains(demand, placement, rule.field);
  if (domains.length > MAX_DOMAINS) return null;
  const tally = placement.siblings(demand, rule.field);
  const bound = skewBound(domains, tally, rule);
  let open = 0;
  for (let at = 0; at < domains.length; at++) if (tally.countOf(domains[at]!) < bound) open |= 1 << at;
  return placement.openCandidates.get({ candidates, field: rule.field, domains, open });
}
