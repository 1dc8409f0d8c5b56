import { everyTest } from '../every-test.js';
import type { PlacementFilter } from '../placement-filter.js';

/** `UNIQUE` and `MAX_PER`: so many dynos of the process type per hostname, zone or whatever the field is. */
export const domainLimits: PlacementFilter = {
  name: 'domain-limits',
  isStatic: false,
  prepare: (demand, placement) => {
    const limits = demand.rules.domainLimits;
    if (!limits) return null;
    const tests = limits.map(({ field, max }) => {
      const tally = placement.siblings(demand, field);
      return (host: number): boolean => tally.countAt(host) < max;
    });
    return everyTest(tests);
  },
  explain: (hosts, { rules: { domainLimits: limits = [] } }) => {
    const shares = limits.map(({ field, max }) => `${max} per ${field}`);
    return `${hosts} ${hosts === 1 ? 'has its' : 'have their'} share already (at most ${shares.join(', ')})`;
  },
};
