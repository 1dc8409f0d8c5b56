import { host } from '../../spec/cluster-fixtures.js';
import { demand, occupant, placementOf } from '../../spec/demands.js';
import { placementRulesOf } from '../rules/placement-rules-of.js';
import type { RulesWish } from '../rules/rules-wish.js';
import type { Demand } from './demand.js';
import { place } from './place.js';

const three = [host('h1'), host('h2'), host('h3')];

function hostsOf(demands: readonly Demand[], placement = placementOf(three)): string[] {
  return place(placement, demands, 1).placed.map(({ hostId }) => hostId);
}

describe('place', () => {
  it('gives each dyno of a service a host of its own while it can', () => {
    expect(hostsOf([demand(), demand(), demand(), demand()]).sort()).toEqual(['h1', 'h1', 'h2', 'h3']);
  });

  it('fills the fuller host with another service', () => {
    const busy = placementOf(three, [occupant('h2', { service: 'blog/web' })]);
    expect(hostsOf([demand()], busy)).toEqual(['h2']);
  });

  it('prefers the host on which cpu and memory run out together', () => {
    const hosts = [
      host('h1', { allocatable: { cpuMillis: 200, memoryMib: 4096 } }),
      host('h2', { allocatable: { cpuMillis: 400, memoryMib: 1024 } }),
    ];
    expect(hostsOf([demand()], placementOf(hosts))).toEqual(['h2']);
  });

  it('breaks ties by host id, whatever the seed', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(place(placementOf(three.toReversed()), [demand()], seed).placed[0]?.hostId).toBe('h1');
    }
  });

  it('gives ports that no one on the host has', () => {
    const range = { portRange: { from: 20_000, to: 20_002 }, allocatable: { cpuMillis: 4000, memoryMib: 4096 } };
    const placement = placementOf([host('h1', range)], [occupant('h1', { hostPort: 20_000 })]);
    const { placed, blocked } = place(placement, [demand(), demand(), demand({ needsPort: false }), demand()], 1);
    expect(placed.map(({ grant }) => grant.hostPort)).toEqual([20_001, 20_002, null]);
    expect(blocked[0]?.funnel.refusals).toEqual([['port', 1]]);
  });

  it('lets what fits pass by what does not', () => {
    const huge = demand({ resources: { cpuMillis: 100, memoryMib: 5_000 } });
    const { placed, blocked } = place(placementOf(three), [huge, demand(), { ...huge }, demand()], 1);
    expect(placed).toHaveLength(2);
    expect(blocked.map(({ funnel }) => funnel)).toEqual(Array(2).fill({ considered: 3, refusals: [['memory', 3]] }));
  });

  it('does not ask again for what wants more of what was refused, and does ask for what wants less', () => {
    const sized = (memoryMib: number): Demand => demand({ resources: { cpuMillis: 100, memoryMib } });
    const { placed, blocked } = place(placementOf([host('h1')]), [sized(2_000), sized(3_000), sized(1_000)], 1);
    expect(blocked.map(({ demand: { resources } }) => resources.memoryMib)).toEqual([2_000, 3_000]);
    expect(placed.map(({ demand: { resources } }) => resources.memoryMib)).toEqual([1_000]);
  });

  it('ranks few hosts of many and still keeps a service apart', () => {
    const many = Array.from({ length: 200 }, (_, index) => host(`h${String(index).padStart(3, '0')}`));
    const hosts = hostsOf(
      Array.from({ length: 20 }, () => demand()),
      placementOf(many),
    );
    expect(new Set(hosts).size).toBe(20);
  });
});

function ruled(wish: RulesWish, changes: Partial<Demand> = {}): Demand {
  return demand(changes, placementRulesOf(wish, String));
}

describe('place, by rules', () => {
  const zoned = ['a', 'a', 'b', 'c'].map((zone, at) =>
    host(`h${at + 1}`, { labels: { zone, ...(at === 3 && { disk: 'ssd' }) } }),
  );

  it('groups over zones where packing would not', () => {
    const wish = ruled({ constraints: [['zone', 'GROUP_BY', '3']] });
    expect(hostsOf([wish, wish, wish], placementOf(zoned)).slice(1)).toEqual(expect.arrayContaining(['h3', 'h4']));
    const { blocked } = place(placementOf(zoned.slice(0, 3)), [wish, wish, wish], 1);
    expect(blocked.map(({ funnel }) => funnel.refusals)).toEqual([[['spread', 3]]]);
  });

  it('keeps to a second rule where the first one has chosen the domain', () => {
    const racks = [
      ['a', 'r1'],
      ['b', 'r1'],
      ['b', 'r2'],
    ].map(([zone, rack], at) => host(`h${at + 1}`, { labels: { zone: zone!, rack: rack! } }));
    for (const second of [['rack', 'MAX_PER', '1'] as const, ['rack', 'GROUP_BY'] as const]) {
      const wish = ruled({ constraints: [['zone', 'GROUP_BY'], second] });
      expect(hostsOf([wish], placementOf(racks, [occupant('h1')]))).toEqual(['h3']);
      expect(hostsOf([wish], placementOf(racks.slice(0, 2), [occupant('h1')]))).toEqual(
        second[1] === 'GROUP_BY' ? ['h2'] : [],
      );
    }
  });

  it('goes where it likes to be before it packs, and elsewhere when that is full', () => {
    const likes = ruled({ affinity: [{ target: 'label', selector: 'disk=ssd', weight: 50 }] });
    const busy = placementOf(zoned, [occupant('h1', { service: 'blog/web' })]);
    expect(hostsOf([likes, likes, likes], busy)).toEqual(['h4', 'h4', 'h1']);
    const full = placementOf(zoned, [occupant('h4', { service: 'x', resources: { cpuMillis: 0, memoryMib: 1000 } })]);
    expect(hostsOf([likes], full)).toEqual(['h1']);
  });

  it('keeps away from a service by zone while it can', () => {
    const worker = ruled(
      { affinity: [{ target: 'service', selector: 'shop/web', weight: -100, topologyKey: 'zone' }] },
      { service: 'shop/worker' },
    );
    expect(hostsOf([worker], placementOf(zoned, [occupant('h1'), occupant('h3')]))).toEqual(['h4']);
    expect(hostsOf([worker], placementOf(zoned.slice(0, 2), [occupant('h1')]))).toHaveLength(1);
  });

  it('settles a cluster where most of it has room', () => {
    const sizes = [600, 300, 1024, 300];
    const hosts = zoned.map((one, at) => ({ ...one, allocatable: { cpuMillis: 1000, memoryMib: sizes[at]! } }));
    const wish = ruled({ constraints: [['zone', 'CLUSTER']] });
    expect(new Set(hostsOf([wish, wish, wish, wish, wish], placementOf(hosts)))).toEqual(new Set(['h3']));
    expect(hostsOf([wish, wish], placementOf(hosts, [occupant('h4')]))).toEqual([]);
  });

  it('asks again for what a later placement made possible', () => {
    const follower = ruled(
      { affinity: [{ target: 'service', selector: 'shop/web', isRequired: true }] },
      { service: 'shop/worker' },
    );
    const { placed, blocked } = place(placementOf(three), [follower, follower, demand(), follower], 1);
    expect(placed.map((one) => one.demand.service)).toEqual(['shop/web', 'shop/worker']);
    expect(blocked.map(({ funnel }) => funnel.refusals)).toEqual(Array(2).fill([['service-affinity', 3]]));
  });
});
