import { everyTest } from '../every-test.js';
import { NO_DOMAIN } from '../host-domains.js';
import type { PlacementFilter } from '../placement-filter.js';

/** `CLUSTER` without a value: where most dynos of the process type are; anywhere for the first one. */
export const cluster: PlacementFilter = {
  name: 'cluster',
  isStatic: false,
  prepare: (demand, placement) => {
    const fields = demand.rules.clusterFields;
    if (!fields) return null;
    const tests = fields.map((field) => {
      const tally = placement.siblings(demand, field);
      const home = tally.fullest();
      return (host: number): boolean => home === NO_DOMAIN || tally.domainOf(host) === home;
    });
    return everyTest(tests);
  },
  explain: (hosts, { rules: { clusterFields = [] } }) =>
    `${hosts} ${hosts === 1 ? 'is' : 'are'} not in the ${clusterFields.join(' and ')} of the others`,
};
