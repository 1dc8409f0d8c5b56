import { attractionText } from '../../rules/attraction.js';
import type { HostAffinity } from '../../rules/placement-rules.js';
import { attractedHosts } from '../attracted-hosts.js';
import type { PlacementFilter } from '../placement-filter.js';

/** Required affinity and anti-affinity towards hosts and labels, over any field. */
export const hostAffinity: PlacementFilter = {
  name: 'host-affinity',
  isStatic: true,
  prepare: (demand, placement) => {
    const rules = requiredOf(demand.rules.hostAffinity);
    if (rules.length === 0) return null;
    const tests = rules.map((rule) => {
      const isAttracted = attractedHosts(placement, rule);
      return (host: number): boolean => isAttracted(host) === rule.weight > 0;
    });
    return (host) => tests.every((test) => test(host));
  },
  explain: (hosts, { rules }) =>
    `${hosts} ${hosts === 1 ? 'is' : 'are'} not ${requiredOf(rules.hostAffinity).map(attractionText).join(' and ')}`,
};

function requiredOf(rules: readonly HostAffinity[] = []): readonly HostAffinity[] {
  return rules.filter((rule) => rule.isRequired);
}
