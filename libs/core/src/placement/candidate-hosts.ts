import type { PlacementRules } from '../wanted/wanted.js';
import type { Demand } from './demand.js';
import { FILTERS } from './filters.js';
import type { Placement } from './placement.js';
import type { HostTest } from './placement-filter.js';

const STATIC_FILTERS = FILTERS.filter((filter) => filter.isStatic);

/** Hosts that pass every filter which looks at rules only, in id order; worked out once per class of demands. */
export function candidateHosts(demand: Demand, placement: Placement): Int32Array {
  const key = ruleClass(demand.rules);
  const known = placement.candidatesByClass.get(key);
  if (known) return known;
  const found = scan(demand, placement);
  placement.candidatesByClass.set(key, found);
  return found;
}

/** Demands with the same key have the same candidates. */
export function ruleClass({ pool, hostLabels }: PlacementRules): string {
  if (hasNone(hostLabels)) return pool;
  return JSON.stringify([pool, ...Object.entries(hostLabels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Asked for every placement: a list of the keys would be thrown away each time. */
function hasNone(labels: PlacementRules['hostLabels']): boolean {
  for (const _key in labels) return false;
  return true;
}

function scan(demand: Demand, placement: Placement): Int32Array {
  const tests = STATIC_FILTERS.map((filter) => filter.prepare(demand, placement)).filter(isTest);
  const all = Int32Array.from(placement.hosts, (_host, index) => index);
  return all.filter((host) => tests.every((test) => test(host)));
}

function isTest(test: HostTest | null): test is HostTest {
  return test !== null;
}
