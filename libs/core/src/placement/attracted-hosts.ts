import type { HostAffinity } from '../rules/placement-rules.js';
import { hasLabel } from '../rules/attraction.js';
import { NO_DOMAIN } from './host-domains.js';
import type { Placement } from './placement.js';
import type { HostTest } from './placement-filter.js';

/** Whether a host is in a place of the rule's field in which some host has the rule's label. Worked out once per rule. */
export function attractedHosts(placement: Placement, rule: HostAffinity): HostTest {
  let test = placement.attractedByRule.get(rule);
  if (!test) placement.attractedByRule.set(rule, (test = scan(placement, rule)));
  return test;
}

function scan(placement: Placement, rule: HostAffinity): HostTest {
  const { ofHost } = placement.domainTallies.domains(rule.field);
  const places = new Set<number>();
  placement.hosts.forEach((host, index) => {
    if (hasLabel(host, rule)) places.add(ofHost[index]!);
  });
  places.delete(NO_DOMAIN);
  return (host) => places.has(ofHost[host]!);
}
