import { mix } from '@jujube/core/placement/host-cycle.js';
import type { Demand } from '@jujube/core/placement/demand.js';
import { place } from '@jujube/core/placement/place.js';
import { Placement } from '@jujube/core/placement/placement.js';
import type { Resources } from '@jujube/core/quantity/resources.js';
import { fleetHost, fleetRules } from '../../support/large-fleet.js';
import { type BenchRow, shareRow } from './bench-row.js';

/** Enough demands for about so many hosts, each service of four. */
const HOSTS = 200;
const DYNOS_PER_SERVICE = 4;
const SEEDS = Array.from({ length: 11 }, (_, index) => index + 1);
const { allocatable: SIZE } = fleetHost(1);

interface Mix {
  readonly name: string;
  /** of a host */
  readonly from: number;
  readonly to: number;
  /** memory is at most so much more or less than the same share as cpu; Infinity: drawn for itself */
  readonly drift: number;
  readonly goal: number;
}

const SMALL = { from: 1 / 256, to: 1 / 32, goal: 0.98 };
const LARGE = { from: 1 / 32, to: 1 / 8, goal: 0.97 };

const MIXES: readonly Mix[] = [
  { ...SMALL, name: 'small (1/256 to 1/32 of a host, memory like cpu +-30 %)', drift: 0.3 },
  { ...LARGE, name: 'large (1/32 to 1/8, memory like cpu +-30 %)', drift: 0.3 },
  { ...SMALL, name: 'small, cpu and memory drawn apart', drift: Infinity },
  { ...LARGE, name: 'large, cpu and memory drawn apart', drift: Infinity },
];

/**
 * Compaction, as Borg measures it: the fewest equal hosts that take everything, next to what no packing can do without.
 * Of eleven seeds the second worst, which is the 90th percentile of hosts used.
 */
export function packingRows(): BenchRow[] {
  return MIXES.map((one) => {
    const shares = SEEDS.map((seed) => packed(demandsOf(one, seed), seed)).sort((a, b) => a - b);
    return shareRow(`packing, lower bound / hosts used, ${one.name}`, shares[1]!, one.goal);
  });
}

function packed(demands: readonly Demand[], seed: number): number {
  const total = (pick: (demand: Demand) => number): number => demands.reduce((sum, demand) => sum + pick(demand), 0);
  const byCpu = total(({ resources }) => resources.cpuMillis) / SIZE.cpuMillis;
  const byMemory = total(({ resources }) => resources.memoryMib) / SIZE.memoryMib;
  const bound = Math.ceil(Math.max(byCpu, byMemory));
  let [low, high] = [bound, bound * 2];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle, demands, seed)) high = middle;
    else low = middle + 1;
  }
  return bound / low;
}

function holds(count: number, demands: readonly Demand[], seed: number): boolean {
  const hosts = Array.from({ length: count }, (_, index) => ({ ...fleetHost(index), allocatable: SIZE }));
  const placement = new Placement({ hosts, occupants: [], lastPorts: new Map() });
  return place(placement, demands, seed).blocked.length === 0;
}

function demandsOf(one: Mix, seed: number): Demand[] {
  const draw = drawer(seed);
  const rules = fleetRules();
  return Array.from({ length: Math.round((2 * HOSTS) / (one.from + one.to)) }, (_, index) => ({
    service: `app-${Math.floor(index / DYNOS_PER_SERVICE)}/web`,
    generation: 'g1',
    resources: sizeOf(one, draw),
    needsPort: true,
    rules,
  }));
}

function sizeOf({ from, to, drift }: Mix, draw: () => number): Resources {
  const cpu = from + (to - from) * draw();
  const drawn = drift === Infinity ? from + (to - from) * draw() : cpu * (1 - drift + 2 * drift * draw());
  const memory = Math.min(to, Math.max(from, drawn));
  return { cpuMillis: Math.round(SIZE.cpuMillis * cpu), memoryMib: Math.round(SIZE.memoryMib * memory) };
}

/** Numbers from 0 to 1, the same ones for the same seed. */
function drawer(seed: number): () => number {
  let state = seed;
  return () => mix((state += 0x9e3779b9)) / 2 ** 32;
}
