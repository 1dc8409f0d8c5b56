import fc from 'fast-check';
import { host } from '../../spec/cluster-fixtures.js';
import { demand, occupant, placementOf } from '../../spec/demands.js';
import { PROPERTY_RUNS, PROPERTY_TIMEOUT_MS } from '../../spec/property-runs.js';
import type { Host } from '../cluster/host.js';
import type { Demand } from './demand.js';
import { funnelOf } from './funnel-of.js';
import type { Occupant } from './occupant.js';
import { place } from './place.js';

const zone = fc.constantFrom('a', 'b');
const megabytes = fc.constantFrom(0, 100, 256, 512);

const hosts: fc.Arbitrary<Host[]> = fc
  .array(
    fc.record({
      cpuMillis: fc.constantFrom(100, 512, 1024),
      memoryMib: fc.constantFrom(256, 512, 1024),
      zone,
      status: fc.constantFrom<Host['status']>('ready', 'ready', 'ready', 'down'),
      draining: fc.constantFrom(false, false, true),
      eligible: fc.constantFrom(true, true, false),
      pool: fc.constantFrom('default', 'default', 'build'),
      ports: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 4 },
  )
  .map((all) =>
    all.map(({ cpuMillis, memoryMib, zone: own, ports, ...rest }, at) =>
      host(`h${at}`, {
        ...rest,
        labels: { zone: own },
        allocatable: { cpuMillis, memoryMib },
        portRange: { from: 20_000, to: 19_999 + ports },
      }),
    ),
  );

const demands: fc.Arbitrary<Demand[]> = fc.array(
  fc
    .record({
      service: fc.constantFrom('shop/web', 'blog/web'),
      resources: fc.record({ cpuMillis: megabytes, memoryMib: megabytes }),
      needsPort: fc.boolean(),
      isOnePerHost: fc.boolean(),
      label: fc.option(zone),
      pool: fc.constantFrom('default', 'default', 'build'),
    })
    .map(({ isOnePerHost, label, pool, ...rest }) =>
      demand(rest, { isOnePerHost, pool, hostLabels: label === null ? {} : { zone: label } }),
    ),
  { maxLength: 6, size: 'max' },
);

/** The rules of placement once more, by plain looking: nothing cached, nothing indexed, nothing sampled. */
class Oracle {
  private readonly occupants: Occupant[] = [];

  constructor(private readonly all: readonly Host[]) {}

  accepting(wish: Demand): string[] {
    return this.all.filter((one) => this.accepts(one, wish)).map((one) => one.id);
  }

  take(wish: Demand, hostId: string, hostPort: number | null): void {
    this.occupants.push(occupant(hostId, { ...wish, hostPort }));
  }

  private accepts(one: Host, { rules, resources, needsPort, service }: Demand): boolean {
    const here = this.occupants.filter(({ hostId }) => hostId === one.id);
    const used = (of: 'cpuMillis' | 'memoryMib'): number =>
      here.reduce((sum, { resources: part }) => sum + part[of], 0);
    const ports = one.portRange.to - one.portRange.from + 1 - here.filter(({ hostPort }) => hostPort !== null).length;
    return (
      one.status === 'ready' &&
      one.eligible &&
      !one.draining &&
      one.pool === rules.pool &&
      (rules.hostLabels['zone'] ?? one.labels['zone']) === one.labels['zone'] &&
      !(rules.isOnePerHost && here.some((other) => other.service === service)) &&
      used('cpuMillis') + resources.cpuMillis <= one.allocatable.cpuMillis &&
      used('memoryMib') + resources.memoryMib <= one.allocatable.memoryMib &&
      (!needsPort || ports > 0)
    );
  }
}

describe('place, next to an oracle that looks at everything', () => {
  it(
    'places what any host takes, only where it may, and refuses the rest',
    () => {
      const property = fc.property(hosts, demands, fc.nat(), (all, wishes, seed) => {
        const oracle = new Oracle(all);
        const { placed, blocked } = place(placementOf(all), wishes, seed);
        expect(placed.length + blocked.length).toBe(wishes.length);
        for (const wish of wishes) {
          const one = placed.find((other) => other.demand === wish);
          if (one) expect(oracle.accepting(wish)).toContain(one.hostId);
          else expect(oracle.accepting(wish)).toEqual([]);
          if (one) oracle.take(wish, one.hostId, one.hostPort);
        }
      });
      fc.assert(property, PROPERTY_RUNS);
    },
    PROPERTY_TIMEOUT_MS,
  );

  it('counts in its funnel every host that the oracle refuses', () => {
    const property = fc.property(hosts, demands, (all, wishes) => {
      for (const wish of wishes) {
        const { considered, refusals } = funnelOf(placementOf(all), wish);
        const refused = refusals.reduce((sum, [, count]) => sum + count, 0);
        expect([considered, considered - refused]).toEqual([all.length, new Oracle(all).accepting(wish).length]);
      }
    });
    fc.assert(property, PROPERTY_RUNS);
  });

  it('answers the same for hosts in any order, and does not touch its input', () => {
    const property = fc.property(hosts, demands, fc.nat(), (all, wishes, seed) => {
      const before = JSON.stringify([all, wishes]);
      const outcome = JSON.stringify(place(placementOf(all), wishes, seed));
      expect(JSON.stringify(place(placementOf(all.toReversed()), wishes, seed))).toBe(outcome);
      expect(JSON.stringify([all, wishes])).toBe(before);
    });
    fc.assert(property, PROPERTY_RUNS);
  });
});
