import {
  DEFAULT_POOL,
  type DomainLimit,
  type HostAffinity,
  type HostRule,
  type NamedPort,
  type PlacementRules,
  type ServiceAffinity,
  type SpreadRule,
} from './placement-rules.js';
import { DEFAULT_SPREAD_WEIGHT } from './parse-spread.js';
import { CONTAINER_PORT } from '../cluster/container-port.js';
import type { AffinityWish, ConstraintTuple, PortWish, RulesWish, SpreadWish } from './rules-wish.js';

/** Gives the key of the service (`<app id>/<process type>`) that a rule calls `web` or `shop.web`. */
export type ServiceOfName = (name: string) => string;

/**
 * Rules as people write them in the few kinds that placement knows: Marathon's seven operators are host rules, limits per domain,
 * clusters and spreads. Takes what parseRules() let pass, or what an older version stored.
 */
export function placementRulesOf(wish: RulesWish, serviceOf: ServiceOfName): PlacementRules {
  const { pool = DEFAULT_POOL, hostLabels = {}, priority, hostPort, ports = [], gpus } = wish;
  const { constraints = [], affinity = [], spread = [], tolerations = [] } = wish;
  return {
    ...{ pool, hostLabels, isOnePerHost: wish.isOnePerHost === true || constraints.some(isUniqueHost) },
    ...ifAny('hostRules', constraints.flatMap(hostRule)),
    ...ifAny('domainLimits', constraints.flatMap(domainLimit)),
    ...ifAny('clusterFields', constraints.flatMap(clusterField)),
    ...ifAny('spread', [...constraints.flatMap(groupBy), ...spread.map(spreadRule)]),
    ...ifAny('hostAffinity', affinity.flatMap(hostAffinity)),
    ...ifAny(
      'serviceAffinity',
      affinity.flatMap((one) => serviceAffinity(one, serviceOf)),
    ),
    ...ifAny('tolerations', tolerations),
    ...(priority !== undefined && { priority }),
    ...(hostPort !== undefined && { hostPort }),
    ...ifAny('ports', ports.map(namedPort)),
    ...(gpus && { gpus }),
  };
}

function ifAny<K extends keyof PlacementRules, R>(name: K, rules: readonly R[]): { [name in K]?: readonly R[] } {
  return rules.length === 0 ? {} : ({ [name]: rules } as { [name in K]: readonly R[] });
}

function namedPort({ name, containerPort, hostPort, protocol = 'tcp' }: PortWish, index: number): NamedPort {
  const fixed = hostPort === undefined ? {} : { hostPort };
  return { name, containerPort: containerPort ?? CONTAINER_PORT + 1 + index, ...fixed, protocol };
}

function hostRule([field, operator, value]: ConstraintTuple): HostRule[] {
  if (value === undefined) return [];
  if (operator === 'IS' || operator === 'CLUSTER') return [{ field, operator: 'IS', value }];
  return operator === 'LIKE' || operator === 'UNLIKE' ? [{ field, operator, value }] : [];
}

/** The same rule as --one-per-host, which is counted without going over domains. */
function isUniqueHost([field, operator, value]: ConstraintTuple): boolean {
  return field === 'hostname' && (operator === 'UNIQUE' || (operator === 'MAX_PER' && Number(value) === 1));
}

function domainLimit(constraint: ConstraintTuple): DomainLimit[] {
  const [field, operator, value] = constraint;
  if (isUniqueHost(constraint)) return [];
  if (operator === 'UNIQUE') return [{ field, max: 1 }];
  return operator === 'MAX_PER' ? [{ field, max: Number(value) }] : [];
}

function clusterField([field, operator, value]: ConstraintTuple): string[] {
  return operator === 'CLUSTER' && value === undefined ? [field] : [];
}

function groupBy([field, operator, value]: ConstraintTuple): SpreadRule[] {
  if (operator !== 'GROUP_BY') return [];
  return [{ field, maxSkew: 1, minDomains: Number(value ?? 1), isRequired: true, weight: DEFAULT_SPREAD_WEIGHT }];
}

function spreadRule(wish: SpreadWish): SpreadRule {
  const { topologyKey: field, maxSkew = 1, minDomains = 1, weight = DEFAULT_SPREAD_WEIGHT } = wish;
  return { field, maxSkew, minDomains, isRequired: wish.whenUnsatisfiable !== 'ScheduleAnyway', weight };
}

function hostAffinity({ target, selector, ...rest }: AffinityWish): HostAffinity[] {
  if (target === 'service') return [];
  if (target === 'host') return [{ ...attraction(rest), label: 'hostname', value: selector }];
  const at = selector.indexOf('=');
  if (at === -1) return [{ ...attraction(rest), label: selector, value: null }];
  return [{ ...attraction(rest), label: selector.slice(0, at), value: selector.slice(at + 1) }];
}

function serviceAffinity({ target, selector, ...rest }: AffinityWish, serviceOf: ServiceOfName): ServiceAffinity[] {
  if (target !== 'service') return [];
  return [{ ...attraction(rest), service: serviceOf(selector), serviceName: selector }];
}

function attraction({ topologyKey = 'hostname', weight = 100, isRequired = false }: Partial<AffinityWish>) {
  return { field: topologyKey, weight, isRequired };
}
