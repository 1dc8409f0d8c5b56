import { COUNTING_FILTERS } from './counting-filters.js';
import type { Demand } from './demand.js';
import { everyTest } from './every-test.js';
import { FILTERS } from './filters.js';
import type { Placement } from './placement.js';
import type { HostTest } from './placement-filter.js';
import { ruleClass } from './rule-class.js';

const PLAIN_FILTERS = FILTERS.filter((filter) => !filter.isStatic && !COUNTING_FILTERS.includes(filter));

// Plain and counting filters are called at places of their own: V8 inlines a call that meets few functions, and every host is asked.

/** The filters that every demand meets, in so far as their answer changes with what is placed. */
export function plainTests(placement: Placement, demand: Demand): readonly HostTest[] {
  const tests: HostTest[] = [];
  for (const filter of PLAIN_FILTERS) {
    const test = filter.prepare(demand, placement);
    if (test) tests.push(test);
  }
  return tests;
}

/** All counting rules of a demand as one test; null when it has none. */
export function countingTest(placement: Placement, demand: Demand): HostTest | null {
  if (!ruleClass(demand.rules).counts) return null;
  return everyTest(COUNTING_FILTERS.flatMap((filter) => filter.prepare(demand, placement) ?? []));
}
