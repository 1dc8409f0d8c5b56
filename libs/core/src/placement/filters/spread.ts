import type { SpreadRule } from '../../rules/placement-rules.js';
import { candidateDomains } from '../candidate-hosts.js';
import type { Demand } from '../demand.js';
import { everyTest } from '../every-test.js';
import { NO_DOMAIN } from '../host-domains.js';
import type { Placement } from '../placement.js';
import type { HostTest, PlacementFilter } from '../placement-filter.js';

/** `GROUP_BY` and DoNotSchedule: no domain may get more than maxSkew ahead of the one that has fewest. */
export const spread: PlacementFilter = {
  name: 'spread',
  isStatic: false,
  prepare: (demand, placement) => {
    const rules = demand.rules.spread?.filter((rule) => rule.isRequired) ?? [];
    return rules.length === 0 ? null : everyTest(rules.map((rule) => skewTest(demand, placement, rule)));
  },
  explain: (hosts, { rules: { spread: rules = [] } }) => {
    const fields = rules.filter((rule) => rule.isRequired).map(({ field, maxSkew }) => `${field} (by ${maxSkew})`);
    return `${hosts} would be ahead of the others in ${fields.join(', ')}`;
  },
};

function skewTest(demand: Demand, placement: Placement, { field, maxSkew, minDomains }: SpreadRule): HostTest {
  const tally = placement.siblings(demand, field);
  const domains = candidateDomains(demand, placement, field);
  const most = maxSkew + (domains.length < minDomains ? 0 : tally.least(domains));
  return (host) => tally.domainOf(host) !== NO_DOMAIN && tally.countAt(host) < most;
}
