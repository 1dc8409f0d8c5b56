import { hostRulesText, hostRuleTest } from '../../rules/host-rule-test.js';
import type { PlacementFilter } from '../placement-filter.js';

/** `IS`, `LIKE`, `UNLIKE` and `CLUSTER` with a value. */
export const constraints: PlacementFilter = {
  name: 'constraints',
  isStatic: true,
  prepare: ({ rules: { hostRules } }, placement) => {
    if (!hostRules) return null;
    const tests = hostRules.map(hostRuleTest);
    return (host) => tests.every((test) => test(placement.hostAt(host)));
  },
  explain: (hosts, { rules: { hostRules = [] } }) =>
    `${hosts} ${hosts === 1 ? 'does' : 'do'} not satisfy ${hostRulesText(hostRules)}`,
};
