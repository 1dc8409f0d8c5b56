import type { Affinity, Constraint, NamedPort, PlacementRules, Spread } from '@jujube/contract/placement-rules.js';
import type { AffinityWish, ConstraintTuple, PortWish, SpreadWish } from '@jujube/core/rules/rules-wish.js';
import type { FormationRules } from '@jujube/database/formations/formation-rules.js';

/** Only the rules that there are. */
export function presentRules(rules: FormationRules): PlacementRules {
  const { pool, hostLabels, constraints, affinity, spread, tolerations, priority, hostPort, ports, gpus } = rules;
  return {
    ...(pool !== undefined && { pool }),
    ...(hostLabels !== undefined && Object.keys(hostLabels).length > 0 && { host_labels: { ...hostLabels } }),
    ...(rules.isOnePerHost === true && { one_per_host: true }),
    ...(constraints !== undefined && { constraints: constraints.map(presentConstraint) }),
    ...(affinity !== undefined && { affinity: affinity.map(presentAffinity) }),
    ...(spread !== undefined && { spread: spread.map(presentSpread) }),
    ...(tolerations !== undefined && { tolerations: [...tolerations] }),
    ...(priority !== undefined && { priority }),
    ...(hostPort !== undefined && { host_port: hostPort }),
    ...(ports !== undefined && { ports: ports.map(presentPort) }),
    ...(gpus !== undefined && { gpus }),
  };
}

function presentPort({ name, containerPort, hostPort, protocol }: PortWish): NamedPort {
  return { name, container_port: containerPort, ...(hostPort !== undefined && { host_port: hostPort }), protocol };
}

function presentConstraint([field, operator, value]: ConstraintTuple): Constraint {
  return value === undefined ? [field, operator] : [field, operator, value];
}

function presentAffinity({ target, selector, topologyKey, weight, isRequired }: AffinityWish): Affinity {
  return { target, selector, topology_key: topologyKey, weight, required: isRequired };
}

function presentSpread({ topologyKey, maxSkew, minDomains, whenUnsatisfiable, weight }: SpreadWish): Spread {
  return {
    topology_key: topologyKey,
    max_skew: maxSkew,
    ...(minDomains !== undefined && { min_domains: minDomains }),
    when_unsatisfiable: whenUnsatisfiable,
    weight,
  };
}
