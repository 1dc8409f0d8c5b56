import fc from 'fast-check';
import { host } from '../../spec/cluster-fixtures.js';
import { demand, occupant, placementOf } from '../../spec/demands.js';
import { PlacementOracle } from '../../spec/placement-oracle.js';
import { PROPERTY_RUNS, PROPERTY_TIMEOUT_MS } from '../../spec/property-runs.js';
import { someRules } from '../../spec/rule-arbitraries.js';
import type { Host } from '../cluster/host.js';
import type { NamedPort, PlacementRules } from '../rules/placement-rules.js';
import type { Demand } from './demand.js';
import { fits } from './fits.js';
import { funnelOf } from './funnel-of.js';
import type { Occupant } from './occupant.js';
import { place } from './place.js';

const zone = fc.constantFrom('a', 'b');
const megabytes = fc.constantFrom(0, 100, 256, 512);

const labels = fc
  .record({
    zone: fc.constantFrom('a', 'b', undefined),
    rack: fc.constantFrom('a', 'b', 'c', undefined),
    requires: fc.constantFrom(undefined, undefined, undefined, 'gpu'),
  })
  .map((all) => Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value ? [[key, value]] : []))));

const hosts: fc.Arbitrary<Host[]> = fc
  .array(
    fc.record({
      cpuMillis: fc.constantFrom(100, 512, 1024),
      memoryMib: fc.constantFrom(256, 512, 1024),
      labels,
      status: fc.constantFrom<Host['status']>('ready', 'ready', 'ready', 'down'),
      draining: fc.constantFrom(false, false, true),
      eligible: fc.constantFrom(true, true, false),
      pool: fc.constantFrom('default', 'default', 'default', 'build'),
      ports: fc.integer({ min: 0, max: 5 }),
      gpus: fc.constantFrom(undefined, [], ['0'], ['GPU-b', 'GPU-a', 'GPU-c']),
    }),
    { maxLength: 4, size: 'max' },
  )
  .map((all) =>
    all.map(({ cpuMillis, memoryMib, ports, ...rest }, at) =>
      host(`h${at}`, {
        ...rest,
        allocatable: { cpuMillis, memoryMib },
        portRange: { from: 20_000, to: 19_999 + ports },
      }),
    ),
  );

const service = fc.constantFrom('shop/web', 'blog/web');
const generation = fc.constantFrom('g1', 'g2');

/** What a dyno wants for itself; absent for most. */
const ownThings: fc.Arbitrary<Pick<PlacementRules, 'hostPort' | 'ports' | 'gpus'>> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.record(
    {
      hostPort: fc.constantFrom(20_000, 8080),
      ports: fc.subarray<NamedPort>([
        { name: 'metrics', containerPort: 9090, protocol: 'tcp' },
        { name: 'dns', containerPort: 53, hostPort: 20_001, protocol: 'udp' },
      ]),
      gpus: fc.constantFrom(1, 2),
    },
    { requiredKeys: [] },
  ),
);

const demands: fc.Arbitrary<Demand[]> = fc.array(
  fc
    .record({
      ...{ service, generation },
      resources: fc.record({ cpuMillis: megabytes, memoryMib: megabytes }),
      needsPort: fc.boolean(),
      isOnePerHost: fc.boolean(),
      label: fc.option(zone),
      pool: fc.constantFrom('default', 'default', 'default', 'build'),
      rules: someRules,
      own: ownThings,
    })
    .map(({ isOnePerHost, label, pool, rules, own, ...rest }) =>
      demand(rest, { ...rules, ...own, isOnePerHost, pool, hostLabels: label === null ? {} : { zone: label } }),
    ),
  { maxLength: 6, size: 'max' },
);

/** Dynos that are there already; they reserve nothing, so that they fit on any host. */
const occupants: fc.Arbitrary<Occupant[]> = fc.array(
  fc
    .record({ service, generation, isLeaving: fc.boolean(), at: fc.nat(3) })
    .map(({ at, ...rest }) => occupant(`h${at}`, { ...rest, resources: { cpuMillis: 0, memoryMib: 0 } })),
  { maxLength: 4 },
);

describe('place, next to an oracle that looks at everything', () => {
  it(
    'places what any host takes, only where it may, and refuses the rest',
    () => {
      const property = fc.property(hosts, occupants, demands, fc.nat(), (all, there, wishes, seed) => {
        const oracle = new PlacementOracle(all, there);
        const { placed, blocked } = place(placementOf(all, there), wishes, seed);
        expect(placed.length + blocked.length).toBe(wishes.length);
        for (const wish of wishes) {
          const one = placed.find((other) => other.demand === wish);
          if (one) expect(oracle.accepting(wish)).toContain(one.hostId);
          else expect(oracle.accepting(wish)).toEqual([]);
          if (one) oracle.take(wish, one.hostId, one.grant);
        }
      });
      fc.assert(property, PROPERTY_RUNS);
    },
    PROPERTY_TIMEOUT_MS,
  );

  it('counts in its funnel every host that the oracle refuses', () => {
    const property = fc.property(hosts, occupants, demands, (all, there, wishes) => {
      for (const wish of wishes) {
        const { considered, refusals } = funnelOf(placementOf(all, there), wish);
        const refused = refusals.reduce((sum, [, count]) => sum + count, 0);
        expect([considered, considered - refused]).toEqual([
          all.length,
          new PlacementOracle(all, there).accepting(wish).length,
        ]);
      }
    });
    fc.assert(property, PROPERTY_RUNS);
  });

  it('answers the same for hosts in any order, and does not touch its input', () => {
    const property = fc.property(hosts, occupants, demands, fc.nat(), (all, there, wishes, seed) => {
      const before = JSON.stringify([all, there, wishes]);
      const outcome = JSON.stringify(place(placementOf(all, there), wishes, seed));
      const again = place(placementOf(all.toReversed(), there.toReversed()), structuredClone(wishes), seed);
      expect(JSON.stringify(again)).toBe(outcome);
      expect(JSON.stringify([all, there, wishes])).toBe(before);
    });
    fc.assert(property, PROPERTY_RUNS);
  });

  it('says for each host what the funnel counts, and fits() says the same', () => {
    const property = fc.property(hosts, occupants, demands, (all, there, wishes) => {
      const placement = placementOf(all, there);
      for (const wish of wishes) {
        const fitting = placement.hosts.filter((_host, index) => fits(placement, index, wish)).map(({ id }) => id);
        expect(fitting).toEqual(new PlacementOracle(all, there).accepting(wish));
      }
    });
    fc.assert(property, PROPERTY_RUNS);
  });

  it('prefers, but never refuses because of what it prefers', () => {
    const property = fc.property(hosts, occupants, demands, fc.nat(), (all, there, wishes, seed) => {
      const unprejudiced = wishes.slice(0, 1).map((wish) => demand(wish, hardOnly(wish.rules)));
      const placed = (some: readonly Demand[]): number => place(placementOf(all, there), some, seed).placed.length;
      expect(placed(wishes.slice(0, 1))).toBe(placed(unprejudiced));
    });
    fc.assert(property, PROPERTY_RUNS);
  });
});

function hardOnly(rules: PlacementRules): PlacementRules {
  const { spread = [], hostAffinity = [], serviceAffinity = [], ...rest } = rules;
  const isHard = (rule: { isRequired: boolean }): boolean => rule.isRequired;
  return {
    ...rest,
    spread: spread.filter(isHard),
    hostAffinity: hostAffinity.filter(isHard),
    serviceAffinity: serviceAffinity.filter(isHard),
  };
}
