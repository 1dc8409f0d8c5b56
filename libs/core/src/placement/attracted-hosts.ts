import type { HostAffinity } from '../rules/placement-rules.js';
import { fieldOf } from '../rules/host-field.js';
import { NO_DOMAIN } from './host-domains.js';
import type { Placement } from './placement.js';
import type { HostTest } from './placement-filter.js';

/** Whether a host is in a place of the rule's field in which some host has the rule's label. Worked out once per rule. */
export function attractedHosts(placement: Placement, rule: HostAffinity): HostTest {
  let test = placement.attractedByRule.get(rule);
  if (!test) placement.attractedByRule.set(rule, (test = scan(placement, rule)));
  return test;
}

function scan(placement: Placement, { field, label, value }: HostAffinity): HostTest {
  const { ofHost } = placement.domainTallies.domains(field);
  const places = new Set<number>();
  placement.hosts.forEach((host, index) => {
    const own = fieldOf(host, label);
    if (own !== undefined && (value === null || own === value)) places.add(ofHost[index]!);
  });
  places.delete(NO_DOMAIN);
  return (host) => places.has(ofHost[host]!);
}
