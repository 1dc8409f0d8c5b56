import type { Affinity, NamedPort, PlacementRules, Spread } from '@jujube/contract/placement-rules.js';
import type { AffinityWish, PortWish, RulesWish, SpreadWish } from '@jujube/core/rules/rules-wish.js';

/** Placement rules of a request as the core takes them. */
export function rulesWish(rules: PlacementRules): RulesWish {
  const { pool, constraints, tolerations, priority, gpus } = rules;
  return {
    ...{ pool, constraints, tolerations, priority, gpus },
    hostLabels: rules.host_labels,
    hostPort: rules.host_port,
    isOnePerHost: rules.one_per_host,
    affinity: rules.affinity?.map(affinityWish),
    spread: rules.spread?.map(spreadWish),
    ports: rules.ports?.map(portWish),
  };
}

function portWish({ name, container_port, host_port, protocol }: NamedPort): PortWish {
  return { name, containerPort: container_port, hostPort: host_port, protocol };
}

function affinityWish({ target, selector, topology_key, weight, required }: Affinity): AffinityWish {
  return { target, selector, topologyKey: topology_key, weight, isRequired: required };
}

function spreadWish({ topology_key, max_skew, min_domains, when_unsatisfiable, weight }: Spread): SpreadWish {
  return {
    topologyKey: topology_key,
    maxSkew: max_skew,
    minDomains: min_domains,
    whenUnsatisfiable: when_unsatisfiable,
    weight,
  };
}
