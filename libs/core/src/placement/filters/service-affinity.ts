import { attractionText } from '../../rules/attraction.js';
import type { ServiceAffinity } from '../../rules/placement-rules.js';
import type { Demand } from '../demand.js';
import { everyTest } from '../every-test.js';
import type { Placement } from '../placement.js';
import type { HostTest, PlacementFilter } from '../placement-filter.js';

/** Required affinity and anti-affinity towards the dynos of a service, over any field. */
export const serviceAffinity: PlacementFilter = {
  name: 'service-affinity',
  isStatic: false,
  prepare: (demand, placement) => {
    const rules = requiredOf(demand.rules.serviceAffinity);
    return rules.length === 0 ? null : everyTest(rules.map((rule) => neighbourTest(demand, placement, rule)));
  },
  explain: (hosts, { rules }) =>
    `${hosts} ${hosts === 1 ? 'is' : 'are'} not ${requiredOf(rules.serviceAffinity).map(attractionText).join(' and ')}`,
};

function neighbourTest(demand: Demand, placement: Placement, rule: ServiceAffinity): HostTest {
  const isOwn = rule.service === demand.service;
  const tally = isOwn ? placement.siblings(demand, rule.field) : placement.dynosOf(rule.service, rule.field);
  if (rule.weight < 0) return (host) => tally.countAt(host) === 0;
  // the first of a service that wants to be near itself has nobody to be near to
  if (isOwn && tally.isEmpty) return () => true;
  return (host) => tally.countAt(host) > 0;
}

function requiredOf(rules: readonly ServiceAffinity[] = []): readonly ServiceAffinity[] {
  return rules.filter((rule) => rule.isRequired);
}
