import type { Host } from '@jujube/core/cluster/host.js';
import type { Demand } from '@jujube/core/placement/demand.js';
import type { Resources } from '@jujube/core/quantity/resources.js';
import { DEFAULT_POOL, type PlacementRules } from '@jujube/core/rules/placement-rules.js';

export const DYNOS_PER_APP = 20;
export const HOSTS_PER_RACK = 40;

const SIZES: readonly Resources[] = [
  { cpuMillis: 100, memoryMib: 256 },
  { cpuMillis: 250, memoryMib: 512 },
  { cpuMillis: 500, memoryMib: 512 },
  { cpuMillis: 50, memoryMib: 1024 },
];

/** Hosts of three sizes (for about 166 dynos each), in racks of forty, the racks in turn in three zones. */
export function fleetHosts(count: number): Host[] {
  return Array.from({ length: count }, (_, index) => fleetHost(index));
}

export function fleetHost(index: number): Host {
  const cores = [16, 32, 64][index % 3]!;
  const rack = Math.floor(index / HOSTS_PER_RACK);
  return {
    id: `host-${String(index).padStart(5, '0')}`,
    name: `host-${index}`,
    pool: DEFAULT_POOL,
    labels: { rack: `rack-${rack}`, zone: 'abc'[rack % 3]! },
    status: 'ready',
    eligible: true,
    draining: false,
    allocatable: { cpuMillis: cores * 1000, memoryMib: cores * 4096 },
    portRange: { from: 20_000, to: 29_999 },
  };
}

/** Web dynos of apps with twenty each, four sizes in turn. The dynos of an app share one rules object, as they do in a plan. */
export function fleetDemands(count: number, rules: Partial<PlacementRules> = {}, firstApp = 0): Demand[] {
  const apps = Array.from({ length: Math.ceil(count / DYNOS_PER_APP) }, (_, app) => fleetDemand(firstApp + app, rules));
  return Array.from({ length: count }, (_, index) => ({ ...apps[Math.floor(index / DYNOS_PER_APP)]! }));
}

export function fleetSize(app: number): Resources {
  return SIZES[app % SIZES.length]!;
}

export function fleetRules(rules: Partial<PlacementRules> = {}): PlacementRules {
  return { pool: DEFAULT_POOL, hostLabels: {}, isOnePerHost: false, ...rules };
}

function fleetDemand(app: number, rules: Partial<PlacementRules>): Demand {
  const resources = fleetSize(app);
  return { service: `app-${app}/web`, generation: 'g1', resources, needsPort: true, rules: fleetRules(rules) };
}
