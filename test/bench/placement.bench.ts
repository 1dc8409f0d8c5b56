import type { Host } from '@jujube/core/cluster/host.js';
import type { Demand } from '@jujube/core/placement/demand.js';
import { place } from '@jujube/core/placement/place.js';
import { Placement } from '@jujube/core/placement/placement.js';
import type { PlacementRules, SpreadRule } from '@jujube/core/rules/placement-rules.js';
import { placementRulesOf } from '@jujube/core/rules/placement-rules-of.js';

/** Prints how many placements per second the core makes, into an empty cluster, on one thread, without writing anything down. */
interface Case {
  readonly name: string;
  readonly hosts: number;
  readonly dynos: number;
  /** hosts with room for hardly more than this case wants */
  readonly isTight?: boolean;
  readonly rules?: Partial<PlacementRules>;
}

const ROUNDS = 5;
const DYNOS_PER_SERVICE = 20;
const SIZES = [
  { cpuMillis: 100, memoryMib: 256 },
  { cpuMillis: 250, memoryMib: 512 },
  { cpuMillis: 500, memoryMib: 512 },
  { cpuMillis: 50, memoryMib: 1024 },
];

const UNIQUE = placementRulesOf({ constraints: [['hostname', 'UNIQUE']] }, String);
const ZONES: SpreadRule = { field: 'zone', maxSkew: 1, minDomains: 3, isRequired: true, weight: 50 };
const GROUP_BY = placementRulesOf({ constraints: [['zone', 'GROUP_BY', '3']] }, String);
/** one rule of each kind, hard and soft */
const EVERYTHING: Partial<PlacementRules> = {
  domainLimits: [{ field: 'hostname', max: 2 }],
  hostRules: [{ field: 'zone', operator: 'LIKE', value: '[a-c]' }],
  spread: [ZONES, { ...ZONES, isRequired: false }],
  hostAffinity: [{ field: 'hostname', label: 'zone', value: 'a', weight: 20, isRequired: false }],
  serviceAffinity: [
    { field: 'zone', service: 'app-0/web', serviceName: 'app-0.web', weight: 100, isRequired: false },
    { field: 'hostname', service: 'app-1/web', serviceName: 'app-1.web', weight: -100, isRequired: false },
  ],
};

const CASES: readonly Case[] = [
  { name: 'plain', hosts: 1_000, dynos: 1_000 },
  { name: 'plain', hosts: 1_000, dynos: 10_000 },
  { name: 'one per host', hosts: 1_000, dynos: 10_000, rules: { isOnePerHost: true } },
  { name: 'one zone of three', hosts: 1_000, dynos: 10_000, rules: { hostLabels: { zone: 'b' } } },
  { name: 'hostname UNIQUE', hosts: 1_000, dynos: 10_000, rules: UNIQUE },
  { name: 'zone GROUP_BY 3', hosts: 1_000, dynos: 10_000, rules: GROUP_BY },
  { name: 'all of a kind', hosts: 1_000, dynos: 10_000, rules: EVERYTHING },
  { name: 'nearly full', hosts: 1_000, dynos: 10_000, isTight: true },
  { name: 'plain', hosts: 1_000, dynos: 100_000 },
  { name: 'plain', hosts: 5_000, dynos: 100_000 },
  { name: 'plain', hosts: 10_000, dynos: 100_000 },
  { name: 'hostname UNIQUE', hosts: 10_000, dynos: 100_000, rules: UNIQUE },
  { name: 'zone GROUP_BY 3', hosts: 10_000, dynos: 100_000, rules: GROUP_BY },
  { name: 'all of a kind', hosts: 10_000, dynos: 100_000, rules: EVERYTHING },
];

console.log(
  row(['hosts', 'dynos', 'rules', 'placed', 'blocked', 'open books', 'place', 'placements/s', 'per cpu second']),
);
for (const one of CASES) console.log(row(measure(one)));

/** The middle one of several runs. */
function measure(one: Case): string[] {
  const runs = Array.from({ length: ROUNDS }, () => run(one)).sort((a, b) => a.placeMs - b.placeMs);
  const { openMs, placeMs, cpuMs, placed, blocked } = runs[Math.floor(ROUNDS / 2)]!;
  const rates = [placeMs, cpuMs].map((ms) => Math.round((placed / ms) * 1000).toLocaleString('en'));
  const counts = [one.hosts, one.dynos].map((count) => count.toLocaleString('en'));
  return [
    ...counts,
    one.name,
    `${placed}`,
    `${blocked}`,
    `${openMs.toFixed(1)} ms`,
    `${placeMs.toFixed(1)} ms`,
    ...rates,
  ];
}

function run(one: Case): { openMs: number; placeMs: number; cpuMs: number; placed: number; blocked: number } {
  const hosts = Array.from({ length: one.hosts }, (_, index) => benchHost(one, index));
  const demands = benchDemands(one);
  const start = performance.now();
  const placement = new Placement({ hosts, occupants: [], lastPorts: new Map() });
  const opened = performance.now();
  const cpu = process.cpuUsage();
  const { placed, blocked } = place(placement, demands, 7);
  const done = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  return {
    cpuMs: (user + system) / 1000,
    openMs: opened - start,
    placeMs: done - opened,
    placed: placed.length,
    blocked: blocked.length,
  };
}

/** Of three sizes (or just enough for ten dynos) and in three zones; big enough for a hundred dynos each. */
function benchHost({ isTight = false }: Case, index: number): Host {
  const cores = isTight ? 2.5 : [16, 32, 64][index % 3]!;
  return {
    id: `host-${String(index).padStart(5, '0')}`,
    name: `host-${index}`,
    pool: 'default',
    labels: { zone: 'abc'[index % 3]! },
    status: 'ready',
    eligible: true,
    draining: false,
    allocatable: { cpuMillis: cores * 1000, memoryMib: isTight ? 6_400 : cores * 4096 },
    portRange: { from: 20_000, to: 29_999 },
  };
}

function benchDemands({ dynos, rules }: Case): Demand[] {
  const apps = Array.from({ length: Math.ceil(dynos / DYNOS_PER_SERVICE) }, (): PlacementRules => ({
    ...{ pool: 'default', hostLabels: {}, isOnePerHost: false },
    ...rules,
  }));
  return Array.from({ length: dynos }, (_, index) => benchDemand(index, apps[Math.floor(index / DYNOS_PER_SERVICE)]!));
}

/** The dynos of an app share one rules object, as they do in a plan. */
function benchDemand(index: number, rules: PlacementRules): Demand {
  const app = Math.floor(index / DYNOS_PER_SERVICE);
  return {
    service: `app-${app}/web`,
    generation: 'g1',
    resources: SIZES[app % SIZES.length]!,
    needsPort: true,
    rules,
  };
}

function row(cells: readonly string[]): string {
  const widths = [7, 8, 18, 8, 8, 11, 11, 13, 15];
  return cells.map((cell, at) => (at === 2 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ');
}
