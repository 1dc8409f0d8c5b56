import { place } from '@jujube/core/placement/place.js';
import { Placement } from '@jujube/core/placement/placement.js';
import type { PlacementRules } from '@jujube/core/rules/placement-rules.js';
import { placementRulesOf } from '@jujube/core/rules/placement-rules-of.js';
import { fleetDemands, fleetHosts } from '../../support/large-fleet.js';
import { type BenchRow, rateRow, ratioRow, type RateGoal } from './bench-row.js';
import { percentileOf, type Timed, timed } from './timed.js';

/** runs of a few milliseconds need more of them for a middle that stays */
const roundsOf = (dynos: number): number => (dynos > 10_000 ? 5 : 41);
/** in each round of growthRows(), few enough for all rounds to fit on a hundred hosts */
const ADDED = 500;
/** scheduler.md, for sizes of which swarmkit published nothing */
const FLOOR: RateGoal = { perSecond: 100_000 };

interface Size {
  readonly hosts: number;
  readonly dynos: number;
  /** swarmkit's own benchmark of the scheduler at that size, placements per second, as issue 3 cites it */
  readonly swarmkit?: number;
}

const SIZES: readonly Size[] = [
  { hosts: 1_000, dynos: 1_000 },
  { hosts: 1_000, dynos: 10_000, swarmkit: 2_950 },
  { hosts: 1_000, dynos: 100_000, swarmkit: 2_180 },
  { hosts: 5_000, dynos: 100_000 },
];
const SWARMKIT_CONSTRAINED = 2_260;

type Rules = Partial<PlacementRules>;

const RULES: Readonly<Record<'constrained' | 'hostname UNIQUE' | 'zone GROUP_BY 3', Rules>> = {
  constrained: placementRulesOf({ constraints: [['zone', 'LIKE', '[ab]']] }, String),
  'hostname UNIQUE': placementRulesOf({ constraints: [['hostname', 'UNIQUE']] }, String),
  'zone GROUP_BY 3': placementRulesOf({ constraints: [['zone', 'GROUP_BY', '3']] }, String),
};

/** Into an empty cluster, on one thread, without writing anything down. */
export function throughputRows(): BenchRow[] {
  return SIZES.flatMap((size) => {
    const plain = placing(size, {});
    const constrained = placing(size, RULES.constrained);
    const unique = placing(size, RULES['hostname UNIQUE']);
    const groups = placing(size, RULES['zone GROUP_BY 3']);
    const name = sizeName(size);
    return [
      rateRow(`${name}, plain`, size.dynos, plain, thirtyTimes(size.swarmkit)),
      rateRow(`${name}, zone LIKE [ab]`, size.dynos, constrained, thirtyTimes(size.swarmkit && SWARMKIT_CONSTRAINED)),
      ratioRow(`${name}, hostname UNIQUE / plain`, [unique, plain], 2),
      ratioRow(`${name}, zone GROUP_BY 3 / plain`, [groups, plain], 2),
    ];
  });
}

/** What a placement costs with a hundred times as many hosts, on clusters where each has fifty dynos already. */
export function growthRows(): BenchRow[] {
  const [few, many] = [100, 10_000].map(adding);
  return [ratioRow('time per placement, 10,000 hosts / 100 hosts, 50 dynos on each', [many!, few!], 1.5)];
}

function adding(hosts: number): Timed {
  const placement = new Placement({ hosts: fleetHosts(hosts), occupants: [], lastPorts: new Map() });
  place(placement, fleetDemands(hosts * 50), 7);
  const runs = Array.from({ length: 9 }, (_, round) => {
    const demands = fleetDemands(ADDED, {}, hosts * 50 + round * ADDED);
    return timed(() => place(placement, demands, round));
  });
  return percentileOf(runs, 0.5);
}

function placing({ hosts, dynos }: Size, rules: Rules): Timed {
  const runs = Array.from({ length: roundsOf(dynos) }, () => {
    const placement = new Placement({ hosts: fleetHosts(hosts), occupants: [], lastPorts: new Map() });
    const demands = fleetDemands(dynos, rules);
    const run = timed(() => place(placement, demands, 7));
    if (run.result.blocked.length > 0) throw new Error(`${run.result.blocked.length} dynos found no host`);
    return { wallMs: run.wallMs, cpuMs: run.cpuMs };
  });
  return percentileOf(runs, 0.5);
}

function thirtyTimes(perSecond: number | undefined): RateGoal {
  return perSecond ? { perSecond: 30 * perSecond, reference: { name: 'swarmkit', perSecond } } : FLOOR;
}

function sizeName({ hosts, dynos }: Size): string {
  return `${hosts.toLocaleString('en')} hosts x ${dynos.toLocaleString('en')} dynos`;
}
