import type { HostAffinity, ServiceAffinity, SpreadRule } from '../rules/placement-rules.js';
import { attractedHosts } from './attracted-hosts.js';
import { candidateDomains } from './candidate-hosts.js';
import type { Demand } from './demand.js';
import { NO_DOMAIN } from './host-domains.js';
import type { Placement } from './placement.js';
import { roomiest } from './roomiest.js';

/** What one point of weight is worth next to the other terms of the score: from 11 points on more than packing, from 41 on more than a sibling on the host. */
const POINT = 25_000;
/** A cluster that is not settled yet goes where most of it fits, whatever else is liked. */
const CLUSTER_ROOM = 10_000_000_000;

export type Preference = (host: number) => number;

/** What a demand's soft rules give a host. */
export function preference(placement: Placement, demand: Demand): Preference {
  const { hostAffinity, serviceAffinity, spread } = demand.rules;
  const terms = [
    ...soft(hostAffinity).map((rule) => hostTerm(placement, rule)),
    ...soft(serviceAffinity).map((rule) => serviceTerm(placement, demand, rule)),
    ...soft(spread).map((rule) => spreadTerm(placement, demand, rule)),
    ...openClusters(placement, demand).map((field) => roomTerm(placement, demand, field)),
  ];
  return (host) => terms.reduce((sum, term) => sum + term(host), 0);
}

/** The cluster rules of a demand that no dyno of its service has settled yet. */
export function openClusters(placement: Placement, demand: Demand): readonly string[] {
  return (demand.rules.clusterFields ?? []).filter((field) => placement.siblings(demand, field).isEmpty);
}

function soft<R extends { readonly isRequired: boolean }>(rules: readonly R[] = []): readonly R[] {
  return rules.filter((rule) => !rule.isRequired);
}

function hostTerm(placement: Placement, rule: HostAffinity): Preference {
  const isAttracted = attractedHosts(placement, rule);
  const points = rule.weight * POINT;
  return (host) => (isAttracted(host) ? points : 0);
}

function serviceTerm(placement: Placement, demand: Demand, { service, field, weight }: ServiceAffinity): Preference {
  const isOwn = service === demand.service;
  const tally = isOwn ? placement.siblings(demand, field) : placement.dynosOf(service, field);
  return (host) => (tally.countAt(host) > 0 ? weight * POINT : 0);
}

/** Down by the weight for each dyno that a domain has more than the emptiest; hosts without the field count as the fullest. */
function spreadTerm(placement: Placement, demand: Demand, { field, weight }: SpreadRule): Preference {
  const tally = placement.siblings(demand, field);
  const least = tally.least(candidateDomains(demand, placement, field));
  const most = tally.most() + 1;
  return (host) => {
    const count = tally.domainOf(host) === NO_DOMAIN ? most : tally.countAt(host);
    return -weight * POINT * (count - least);
  };
}

function roomTerm(placement: Placement, demand: Demand, field: string): Preference {
  const { ofHost } = placement.domainTallies.domains(field);
  const home = roomiest(placement, demand, field);
  return (host) => (ofHost[host] === home ? CLUSTER_ROOM : 0);
}
