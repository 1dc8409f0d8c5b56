import type { Demand } from '../src/placement/demand.js';
import type { Occupant } from '../src/placement/occupant.js';
import { Placement } from '../src/placement/placement.js';
import type { Host } from '../src/cluster/host.js';
import type { PlacementRules } from '../src/rules/placement-rules.js';

/** A web dyno of `shop` with modest wishes. For specs. */
export function demand(changes: Partial<Demand> = {}, rules: Partial<PlacementRules> = {}): Demand {
  return {
    service: 'shop/web',
    generation: 'g1',
    resources: { cpuMillis: 100, memoryMib: 256 },
    needsPort: true,
    rules: { pool: 'default', hostLabels: {}, isOnePerHost: false, ...rules },
    ...changes,
  };
}

export function occupant(hostId: string, changes: Partial<Occupant> = {}): Occupant {
  const { service, generation, resources } = demand();
  return { hostId, service, generation, resources, hostPort: null, isLeaving: false, ...changes };
}

export function placementOf(hosts: readonly Host[], occupants: readonly Occupant[] = []): Placement {
  return new Placement({ hosts, occupants, lastPorts: new Map() });
}
