import type { Demand } from './demand.js';
import { everyTest } from './every-test.js';
import { domainsAmong } from './host-domains.js';
import type { Placement } from './placement.js';
import type { HostTest } from './placement-filter.js';
import { ruleClass } from './rule-class.js';
import { STATIC_FILTERS } from './static-filters.js';

/** Hosts that pass every filter which looks at rules only, in id order; worked out once per class of demands. */
export function candidateHosts(demand: Demand, placement: Placement): Int32Array {
  const rules = ruleClass(demand.rules);
  const known = placement.candidatesByClass.get(rules);
  if (known) return known;
  const found = placement.candidatesByClass.get(rules.candidates) ?? scan(demand, placement);
  placement.candidatesByClass.set(rules, found);
  placement.candidatesByClass.set(rules.candidates, found);
  return found;
}

/** The domains in which a demand has candidates: a zone without any host that is up does not count as an empty one. */
export function candidateDomains(demand: Demand, placement: Placement, field: string): Int32Array {
  const candidates = candidateHosts(demand, placement);
  let byField = placement.candidateDomains.get(candidates);
  if (!byField) placement.candidateDomains.set(candidates, (byField = new Map<string, Int32Array>()));
  let found = byField.get(field);
  if (!found) byField.set(field, (found = domainsAmong(placement.domainTallies.domains(field), candidates)));
  return found;
}

function scan(demand: Demand, placement: Placement): Int32Array {
  const tests = STATIC_FILTERS.map((filter) => filter.prepare(demand, placement)).filter(isTest);
  const passing = everyTest(tests);
  const found = new Int32Array(placement.hosts.length);
  let count = 0;
  for (let host = 0; host < found.length; host++) if (passing(host)) found[count++] = host;
  return found.slice(0, count);
}

function isTest(test: HostTest | null): test is HostTest {
  return test !== null;
}
