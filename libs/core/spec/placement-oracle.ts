import type { Host } from '../src/cluster/host.js';
import type { Grant } from '../src/cluster/grant.js';
import type { Demand } from '../src/placement/demand.js';
import type { Occupant } from '../src/placement/occupant.js';
import type { PlacementRules } from '../src/rules/placement-rules.js';
import { occupant } from './demands.js';

type Field = string | undefined;

/** The rules of placement once more, by plain looking: nothing cached, nothing indexed, nothing sampled. */
export class PlacementOracle {
  private readonly occupants: Occupant[];

  constructor(
    private readonly all: readonly Host[],
    occupants: readonly Occupant[] = [],
  ) {
    this.occupants = [...occupants];
  }

  accepting(wish: Demand): string[] {
    return this.all.filter((one) => this.accepts(one, wish)).map((one) => one.id);
  }

  take(wish: Demand, hostId: string, grant: Grant): void {
    this.occupants.push(occupant(hostId, { ...wish, ...grant }));
  }

  /** How many dynos that count for the wish are where the field has each value. */
  countsBy(field: string, wish: Demand): Map<string, number> {
    const counts = new Map<string, number>();
    for (const one of this.siblings(wish)) {
      const value = this.valueOf(one.hostId, field);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  }

  /** The values of a field among the hosts that the wish could ever use. */
  valuesFor(field: string, wish: Demand): Set<string> {
    const usable = this.all.filter((one) => this.isUsable(one, wish.rules));
    return new Set(usable.flatMap((one) => fieldOf(one, field) ?? []));
  }

  private accepts(one: Host, wish: Demand): boolean {
    return this.isUsable(one, wish.rules) && this.hasRoom(one, wish) && this.keepsCount(one, wish);
  }

  private isUsable(one: Host, rules: PlacementRules): boolean {
    const { hostRules = [], hostAffinity = [], tolerations = [] } = rules;
    const requires = one.labels['requires'];
    return (
      one.status === 'ready' &&
      one.eligible &&
      !one.draining &&
      one.pool === rules.pool &&
      (rules.hostLabels['zone'] ?? one.labels['zone']) === one.labels['zone'] &&
      (requires === undefined || tolerations.includes(requires)) &&
      hostRules.every(({ field, operator, value }) => {
        const own = fieldOf(one, field);
        if (own === undefined) return operator === 'UNLIKE';
        if (operator === 'IS') return own === value;
        return new RegExp(`^(?:${value})$`).test(own) === (operator === 'LIKE');
      }) &&
      hostAffinity.every(({ isRequired, weight, field, label, value }) => {
        const near = this.all.filter(
          (other) => fieldOf(other, field) !== undefined && fieldOf(other, label) !== undefined,
        );
        const places = near.filter((other) => value === null || fieldOf(other, label) === value);
        return !isRequired || places.some((other) => fieldOf(other, field) === fieldOf(one, field)) === weight > 0;
      })
    );
  }

  private hasRoom(one: Host, { resources, needsPort, rules }: Demand): boolean {
    const here = this.occupants.filter(({ hostId }) => hostId === one.id);
    const used = (of: 'cpuMillis' | 'memoryMib'): number =>
      here.reduce((sum, { resources: part }) => sum + part[of], 0);
    const taken = here.flatMap(portsOf);
    const wanted = [...(needsPort ? [rules.hostPort] : []), ...(rules.ports ?? []).map(({ hostPort }) => hostPort)];
    const fixed = wanted.filter((port) => port !== undefined);
    const range = Array.from({ length: one.portRange.to - one.portRange.from + 1 }, (_, at) => one.portRange.from + at);
    const left = range.filter((port) => !taken.includes(port) && !fixed.includes(port));
    const gpus = (one.gpus ?? []).filter((id) => !here.some((other) => other.gpus?.includes(id)));
    return (
      used('cpuMillis') + resources.cpuMillis <= one.allocatable.cpuMillis &&
      used('memoryMib') + resources.memoryMib <= one.allocatable.memoryMib &&
      !fixed.some((port) => taken.includes(port)) &&
      left.length >= wanted.length - fixed.length &&
      gpus.length >= (rules.gpus ?? 0)
    );
  }

  private keepsCount(one: Host, wish: Demand): boolean {
    const { isOnePerHost, domainLimits = [], clusterFields = [], spread = [], serviceAffinity = [] } = wish.rules;
    return (
      !(isOnePerHost && this.siblings(wish).some(({ hostId }) => hostId === one.id)) &&
      domainLimits.every(({ field, max }) => this.countAt(one, field, wish) < max) &&
      clusterFields.every((field) => this.isHome(fieldOf(one, field), this.countsBy(field, wish))) &&
      spread.every((rule) => {
        const values = [...this.valuesFor(rule.field, wish)];
        const counts = values.map((value) => this.countsBy(rule.field, wish).get(value) ?? 0);
        const least = values.length < rule.minDomains ? 0 : Math.min(...counts);
        return !rule.isRequired || this.countAt(one, rule.field, wish) + 1 - least <= rule.maxSkew;
      }) &&
      serviceAffinity.every(({ isRequired, weight, service, field }) => {
        const isOwn = service === wish.service;
        const others = isOwn ? this.siblings(wish) : this.staying(service);
        const values = others.map(({ hostId }) => this.valueOf(hostId, field)).filter((value) => value !== undefined);
        const isFirst = isOwn && weight > 0 && values.length === 0;
        return !isRequired || isFirst || values.includes(fieldOf(one, field) ?? '(none)') === weight > 0;
      })
    );
  }

  /** A host without the field has more than any limit. */
  private countAt(one: Host, field: string, wish: Demand): number {
    const value = fieldOf(one, field);
    return value === undefined ? Infinity : (this.countsBy(field, wish).get(value) ?? 0);
  }

  private isHome(value: Field, counts: Map<string, number>): boolean {
    const [home] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
    return home === undefined ? value !== undefined : value === home[0];
  }

  private staying(service: string): Occupant[] {
    return this.occupants.filter((other) => other.service === service && !other.isLeaving);
  }

  private siblings({ service, generation }: Demand): Occupant[] {
    const leaving = this.occupants.filter(
      (other) => other.isLeaving && other.service === service && other.generation === generation,
    );
    const counted = leaving.filter(({ hostId }) => {
      const home = this.all.find(({ id }) => id === hostId);
      return home !== undefined && !home.draining && home.status !== 'down';
    });
    return [...this.staying(service), ...counted];
  }

  private valueOf(hostId: string, field: string): Field {
    const home = this.all.find(({ id }) => id === hostId);
    return home && fieldOf(home, field);
  }
}

/** Of its host. */
export function portsOf({ hostPort, ports = [] }: Grant): number[] {
  return [...(hostPort === null ? [] : [hostPort]), ...ports.map((port) => port.hostPort)];
}

function fieldOf(one: Host, field: string): Field {
  return { hostname: one.name, pool: one.pool, ...one.labels }[field];
}
