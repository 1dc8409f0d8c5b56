import type { SpreadRule } from '../../rules/placement-rules.js';
import { candidateDomains } from '../candidate-hosts.js';
import type { Demand } from '../demand.js';
import { everyTest } from '../every-test.js';
import type { Placement } from '../placement.js';
import type { HostTest, PlacementFilter } from '../placement-filter.js';
import { ruleClass } from '../rule-class.js';
import { skewBound } from '../skew-bound.js';

/** `GROUP_BY` and DoNotSchedule: no domain may get more than maxSkew ahead of the one that has fewest. */
export const spread: PlacementFilter = {
  name: 'spread',
  isStatic: false,
  prepare: (demand, placement) => {
    const rules = ruleClass(demand.rules).spread;
    return rules.length === 0 ? null : everyTest(rules.map((rule) => skewTest(demand, placement, rule)));
  },
  explain: (hosts, { rules }) => {
    const fields = ruleClass(rules).spread.map(({ field, maxSkew }) => `${field} (by ${maxSkew})`);
    return `${hosts} would be ahead of the others in ${fields.join(', ')}`;
  },
};

function skewTest(demand: Demand, placement: Placement, rule: SpreadRule): HostTest {
  const tally = placement.siblings(demand, rule.field);
  const bound = skewBound(candidateDomains(demand, placement, rule.field), tally, rule);
  return (host) => tally.countAt(host) < bound;
}
