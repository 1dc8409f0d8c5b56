import fc from 'fast-check';
import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import { dyno } from '../../spec/dynos.js';
import { PROPERTY_RUNS, PROPERTY_TIMEOUT_MS } from '../../spec/property-runs.js';
import type { Cluster } from '../cluster/cluster.js';
import { refusalOf } from '../placement/fits.js';
import { Placement } from '../placement/placement.js';
import { holdingsOf } from '../rollout/holdings-of.js';
import { reconcile } from '../rollout/reconcile.js';
import { placementRulesOf } from '../rules/placement-rules-of.js';
import type { Wanted } from '../wanted/wanted.js';
import { type Move, rebalance } from './rebalance.js';

const RULES = [
  {},
  { isOnePerHost: true },
  placementRulesOf({ constraints: [['zone', 'UNIQUE']] }, String),
  placementRulesOf({ constraints: [['zone', 'MAX_PER', '2']] }, String),
  placementRulesOf({ constraints: [['zone', 'GROUP_BY']] }, String),
  placementRulesOf({ constraints: [['zone', 'CLUSTER']] }, String),
  placementRulesOf({ spread: [{ topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', weight: 80 }] }, String),
];

interface Drawn {
  readonly zones: readonly string[];
  readonly apps: readonly { readonly rules: number; readonly memoryMib: number; readonly at: readonly number[] }[];
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  zones: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 5 }),
  apps: fc.array(
    fc.record({
      rules: fc.nat(RULES.length - 1),
      memoryMib: fc.constantFrom(64, 128, 256),
      at: fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

/** Dynos wherever chance put them, whatever their rules say. */
function situation({ zones, apps }: Drawn): { wanted: Wanted; cluster: Cluster } {
  const hosts = zones.map((zone, index) => host(`h${index}`, { labels: { zone } }));
  const wanted = apps.map(({ rules, memoryMib, at }, index) => {
    const resources = { cpuMillis: 50, memoryMib };
    const changes = { resources, rules: { ...web(1).rules, ...RULES[rules] } };
    return app(`app-${index}`, [web(at.length, 'g1', changes)]);
  });
  const dynos = apps.flatMap(({ memoryMib, at }, index) =>
    at.map((place, slot) =>
      dyno(slot + 1, {
        ...{ id: `app-${index}.${slot + 1}`, appId: `app-${index}`, hostId: `h${place % zones.length}` },
        ...{ hostPort: 20_000 + index * 10 + slot, reserved: { cpuMillis: 50, memoryMib } },
      }),
    ),
  );
  return { wanted: { apps: wanted }, cluster: cluster(hosts, { dynos }) };
}

/** Which rule forbids the move, asked of books that are opened anew without the dyno. */
function refusal(wanted: Wanted, now: Cluster, move: Move): string | null {
  const isMoved = ({ appId, slot }: { appId: string; slot: number }) => appId === move.appName && slot === move.slot;
  const placement = new Placement(holdingsOf({ ...now, dynos: now.dynos.filter((one) => !isMoved(one)) }));
  const process = wanted.apps.find(({ name }) => name === move.appName)!.processes[0]!;
  const demand = { ...process, service: `${move.appName}/web`, generation: 'g1' };
  return refusalOf(placement, placement.indexOf(move.toHost)!, demand);
}

function moved(now: Cluster, { appName, slot, fromHost, toHost }: Move): Cluster {
  const dynos = now.dynos.map((one) => {
    if (one.appId !== appName || one.slot !== slot) return one;
    expect(one.hostId).toBe(fromHost);
    return { ...one, hostId: toHost, hostPort: null };
  });
  return { ...now, dynos };
}

describe('rebalance, wherever dynos are', () => {
  it(
    'proposes no move that a rule forbids, one per app at most, and the same ones again',
    () => {
      fc.assert(
        fc.property(drawn, (one) => {
          const { wanted, cluster: now } = situation(one);
          const moves = rebalance({ wanted, cluster: now }, 10);
          expect(rebalance({ wanted, cluster: { ...now, dynos: [...now.dynos].reverse() } }, 10)).toEqual(moves);
          expect(new Set(moves.map(({ appName }) => appName)).size).toBe(moves.length);
          moves.reduce((before, move) => {
            expect(refusal(wanted, before, move)).toBeNull();
            return moved(before, move);
          }, now);
        }),
        PROPERTY_RUNS,
      );
    },
    PROPERTY_TIMEOUT_MS,
  );

  it(
    'comes to an end when its moves are made again and again, with nothing left for the scheduler to do',
    () => {
      fc.assert(
        fc.property(drawn, (one) => {
          const { wanted, cluster: start } = situation(one);
          let now = start;
          for (let round = 0; round < 40; round++) {
            const moves = rebalance({ wanted, cluster: now }, 10);
            if (moves.length === 0) break;
            now = moves.reduce(moved, now);
            expect(round).toBeLessThan(39);
          }
          expect(reconcile(wanted, now).actions).toEqual([]);
        }),
        PROPERTY_RUNS,
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});
