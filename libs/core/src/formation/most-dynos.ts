import { fieldOf } from '../rules/host-field.js';
import type { PlacementRules } from '../rules/placement-rules.js';
import type { FormationWish, KnownHost } from './formation-wish.js';

/** The number of dynos that a rule lets run on some hosts, and the arithmetic behind it. */
export interface Bound {
  readonly most: number;
  readonly why: string;
}

/** The tightest bound that counting rules set on some hosts; null when there is none. Never lower than what is possible. */
export function mostDynos(wish: FormationWish, hosts: readonly KnownHost[]): Bound | null {
  const [field, ...otherFields] = wish.rules.clusterFields ?? [];
  if (field === undefined) return tightest(boundsOf(wish, hosts));
  const inside = { ...wish, rules: { ...wish.rules, clusterFields: otherFields } };
  const values = valuesOf(hosts, field);
  if (values.length === 0) return { most: 0, why: `CLUSTER ${field} needs hosts with a ${field}, and none has one` };
  const bounds = values.map((value) =>
    mostDynos(
      inside,
      hosts.filter((host) => fieldOf(host, field) === value),
    ),
  );
  const best = bounds.reduce((a, b) => (a && b ? (a.most >= b.most ? a : b) : null));
  return best && { most: best.most, why: `CLUSTER ${field} keeps them in one ${field}, where ${best.why}` };
}

function tightest(bounds: readonly Bound[]): Bound | null {
  return bounds.reduce<Bound | null>((best, one) => (best && best.most <= one.most ? best : one), null);
}

function boundsOf({ processType, rules }: FormationWish, hosts: readonly KnownHost[]): Bound[] {
  const { isOnePerHost, domainLimits = [], spread = [], serviceAffinity = [] } = rules;
  const apart = serviceAffinity.filter((rule) => isAwayFromItself(rule, processType));
  const limits = [...domainLimits, ...apart.map(({ field }) => ({ field, max: 1 }))];
  return [
    ...(isOnePerHost ? [limitBound({ field: 'hostname', max: 1 }, hosts)] : []),
    ...fixedPorts(rules).map((port) => portBound(port, hosts)),
    ...(rules.gpus === undefined ? [] : [gpuBound(rules.gpus, hosts)]),
    ...limits.map((limit) => limitBound(limit, hosts)),
    ...spread.filter((rule) => rule.isRequired).flatMap((rule) => spreadBound(rule, hosts)),
  ];
}

type ServiceRule = NonNullable<PlacementRules['serviceAffinity']>[number];

function isAwayFromItself({ isRequired, weight, service }: ServiceRule, processType: string): boolean {
  return isRequired && weight < 0 && service === processType;
}

function fixedPorts({ hostPort, ports = [] }: PlacementRules): number[] {
  return [hostPort, ...ports.map((port) => port.hostPort)].flatMap((port) => port ?? []);
}

function gpuBound(each: number, hosts: readonly KnownHost[]): Bound {
  const most = hosts.reduce((sum, { gpus = [] }) => sum + Math.floor(gpus.length / each), 0);
  const all = hosts.reduce((sum, { gpus = [] }) => sum + gpus.length, 0);
  return {
    most,
    why: `${each} per dyno of the ${all} gpus on ${places(hosts.length, 'hostname')} makes at most ${most}`,
  };
}

function portBound(port: number, hosts: readonly KnownHost[]): Bound {
  const most = hosts.length;
  return {
    most,
    why: `port ${port} is there once on each of ${places(most, 'hostname')}, which makes at most ${most}`,
  };
}

function limitBound({ field, max }: { field: string; max: number }, hosts: readonly KnownHost[]): Bound {
  const count = valuesOf(hosts, field).length;
  const most = count * max;
  return { most, why: `${max} per ${field} over ${places(count, field)} makes at most ${most}` };
}

function spreadBound(rule: NonNullable<PlacementRules['spread']>[number], hosts: readonly KnownHost[]): Bound[] {
  const { field, maxSkew, minDomains } = rule;
  const count = valuesOf(hosts, field).length;
  if (count >= minDomains) return [];
  const most = count * maxSkew;
  const why = `spread over ${minDomains} values of ${field}, of which ${places(count, field)} can take it, makes at most ${most}`;
  return [{ most, why }];
}

function places(count: number, field: string): string {
  return `${count} ${count === 1 ? 'value' : 'values'} of ${field}`.replace(
    /values? of hostname/,
    count === 1 ? 'host' : 'hosts',
  );
}

function valuesOf(hosts: readonly KnownHost[], field: string): string[] {
  const values = hosts.map((host) => fieldOf(host, field)).filter((value) => value !== undefined);
  return [...new Set(values)];
}
