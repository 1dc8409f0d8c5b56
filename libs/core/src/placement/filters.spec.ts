import { host } from '../../spec/cluster-fixtures.js';
import { demand, occupant, placementOf } from '../../spec/demands.js';
import { placementRulesOf } from '../rules/placement-rules-of.js';
import type { AffinityWish, ConstraintTuple } from '../rules/rules-wish.js';
import { COUNTING_FILTERS } from './counting-filters.js';
import type { Demand } from './demand.js';
import { explainPlacement } from './explain-placement.js';
import { FILTERS } from './filters.js';
import { fits, refusalOf } from './fits.js';
import { funnelOf } from './funnel-of.js';
import type { Occupant } from './occupant.js';
import { STATIC_FILTERS } from './static-filters.js';

function ruled(...constraints: ConstraintTuple[]): Demand {
  return demand({}, placementRulesOf({ constraints }, String));
}

function near(wish: AffinityWish): Demand {
  return demand({}, placementRulesOf({ affinity: [{ ...wish, isRequired: true }] }, String));
}

const tight = { allocatable: { cpuMillis: 150, memoryMib: 300 } };

describe('placement filters', () => {
  it.each<[name: string, hostChanges: object, wish: Demand, occupants: Occupant[], sentence: string]>([
    ['pool', { pool: 'build' }, demand(), [], '1 is not in pool default'],
    ['status', { status: 'disconnected' }, demand(), [], '1 does not answer'],
    ['status', { status: 'down' }, demand(), [], '1 does not answer'],
    ['draining', { draining: true }, demand(), [], '1 is draining'],
    ['cordoned', { eligible: false }, demand(), [], '1 is cordoned'],
    [
      'host-labels',
      { labels: { zone: 'a' } },
      demand({}, { hostLabels: { zone: 'b' } }),
      [],
      '1 lacks the label zone=b',
    ],
    [
      'requirements',
      { labels: { requires: 'gpu' } },
      demand({}, { tolerations: ['tpu'] }),
      [],
      '1 requires a toleration that is missing',
    ],
    ['constraints', { labels: { zone: 'a' } }, ruled(['zone', 'IS', 'b']), [], '1 does not satisfy zone IS b'],
    ['constraints', { labels: { zone: 'ab' } }, ruled(['zone', 'LIKE', 'b']), [], '1 does not satisfy zone LIKE b'],
    [
      'constraints',
      { labels: { zone: 'ab' } },
      ruled(['zone', 'UNLIKE', '.b']),
      [],
      '1 does not satisfy zone UNLIKE .b',
    ],
    ['constraints', {}, ruled(['zone', 'LIKE', '.*']), [], '1 does not satisfy zone LIKE .*'],
    [
      'domain-limits',
      { labels: { zone: 'a' } },
      ruled(['zone', 'MAX_PER', '1']),
      [occupant('h1')],
      '1 has its share already (at most 1 per zone)',
    ],
    [
      'fields',
      { labels: { zone: 'a' } },
      ruled(['zone', 'UNIQUE'], ['rack', 'GROUP_BY']),
      [],
      '1 has no zone or no rack',
    ],
    ['fields', {}, ruled(['zone', 'CLUSTER']), [], '1 has no zone'],
    [
      'spread',
      { labels: { zone: 'a' } },
      ruled(['zone', 'GROUP_BY', '2']),
      [occupant('h1')],
      '1 would be ahead of the others in zone (by 1)',
    ],
    ['one-per-host', {}, demand({}, { isOnePerHost: true }), [occupant('h1')], '1 has one already (one per host)'],
    ['cpu', tight, demand({ resources: { cpuMillis: 200, memoryMib: 1 } }), [], '1 lacks cpu (200m wanted)'],
    [
      'memory',
      tight,
      demand(),
      [occupant('h1', { service: 'blog/web', resources: { cpuMillis: 0, memoryMib: 64 } })],
      '1 lacks memory (256 MiB wanted)',
    ],
    [
      'port',
      { portRange: { from: 20_000, to: 20_000 } },
      demand(),
      [occupant('h1', { hostPort: 20_000 })],
      '1 has no free host port',
    ],
    [
      'host-affinity',
      { labels: { disk: 'tape' } },
      near({ target: 'label', selector: 'disk=tape', weight: -100 }),
      [],
      '1 is not away from disk=tape',
    ],
    ['host-affinity', {}, near({ target: 'host', selector: 'h2' }), [], '1 is not near hostname=h2'],
    ['service-affinity', {}, near({ target: 'service', selector: 'db' }), [], '1 is not near db'],
    [
      'service-affinity',
      { labels: { zone: 'a' } },
      near({ target: 'service', selector: 'db', weight: -100, topologyKey: 'zone' }),
      [occupant('h1', { service: 'db' })],
      '1 is not away from db by zone',
    ],
  ])('%s refuses and says why', (name, hostChanges, wish, occupants, sentence) => {
    const placement = placementOf([host('h1', hostChanges)], occupants);
    expect(refusalOf(placement, 0, wish)).toBe(name);
    expect(funnelOf(placement, wish)).toEqual({ considered: 1, refusals: [[name, 1]] });
    expect(explainPlacement('web.3 of shop', wish, funnelOf(placement, wish))).toBe(
      `no host fits web.3 of shop: ${sentence}`,
    );
  });

  it('speak of several hosts, in the order in which they are asked', () => {
    const hosts = [
      host('h1', tight),
      host('h2', { draining: true }),
      host('h3', tight),
      host('h4', { pool: 'build' }),
      host('h5', { pool: 'build' }),
    ];
    const wish = demand({ resources: { cpuMillis: 100, memoryMib: 400 } });
    const funnel = funnelOf(placementOf(hosts), wish);
    expect(funnel).toEqual({
      considered: 5,
      refusals: [
        ['pool', 2],
        ['draining', 1],
        ['memory', 2],
      ],
    });
    expect(explainPlacement('web.1 of shop', wish, funnel)).toBe(
      'no host fits web.1 of shop: 2 are not in pool default, 1 is draining, 2 lack memory (400 MiB wanted)',
    );
  });

  it('say what to do when there is no host at all', () => {
    expect(explainPlacement('web.1 of shop', demand(), funnelOf(placementOf([]), demand()))).toContain(
      'jujube hosts:add',
    );
  });

  it('let a host that satisfies all of them pass', () => {
    const labelled = host('h1', { labels: { zone: 'b', disk: 'ssd' } });
    expect(fits(placementOf([labelled]), 0, demand({}, { hostLabels: { zone: 'b' }, isOnePerHost: true }))).toBe(true);
  });

  it('one-per-host looks past dynos that are about to leave, unless they are of the same generation', () => {
    const wish = demand({ generation: 'g2' }, { isOnePerHost: true });
    const leaving = (generation: string): Occupant => occupant('h1', { generation, isLeaving: true });
    expect(fits(placementOf([host('h1')], [leaving('g1')]), 0, wish)).toBe(true);
    expect(fits(placementOf([host('h1')], [leaving('g2')]), 0, wish)).toBe(false);
    expect(fits(placementOf([host('h1')], [occupant('h1', { generation: 'g1' })]), 0, wish)).toBe(false);
  });

  it('count what stays, and what leaves if it is of the same generation and its host stays', () => {
    const wish = { ...ruled(['zone', 'UNIQUE']), generation: 'g2' };
    const [h1, h2] = [host('h1', { labels: { zone: 'a' } }), host('h2', { labels: { zone: 'a' } })];
    const beside = (other: Partial<Occupant>, home = h1): boolean =>
      fits(placementOf([home, h2], [occupant('h1', other)]), 1, wish);
    expect(beside({ generation: 'g1' })).toBe(false);
    expect(beside({ generation: 'g1', isLeaving: true })).toBe(true);
    expect(beside({ generation: 'g2', isLeaving: true })).toBe(false);
    expect(beside({ generation: 'g2', isLeaving: true }, { ...h1, draining: true })).toBe(true);
    expect(beside({ service: 'blog/web' })).toBe(true);
  });

  it('UNLIKE alone accepts a host without the field', () => {
    expect(fits(placementOf([host('h1')]), 0, ruled(['zone', 'UNLIKE', '.*']))).toBe(true);
    expect(fits(placementOf([host('h1', { labels: { zone: 'a' } })]), 0, ruled(['zone', 'UNLIKE', '.*']))).toBe(false);
  });

  it('spread leaves out of count where nothing can be placed', () => {
    const hosts = [host('h1', { labels: { zone: 'a' } }), host('h2', { labels: { zone: 'b' }, eligible: false })];
    expect(fits(placementOf(hosts, [occupant('h1')]), 0, ruled(['zone', 'GROUP_BY']))).toBe(true);
    const open = hosts.map((one) => ({ ...one, eligible: true }));
    expect(fits(placementOf(open, [occupant('h1')]), 0, ruled(['zone', 'GROUP_BY']))).toBe(false);
  });

  it('cluster says where the others are not', () => {
    const hosts = [host('h1', { labels: { zone: 'a' } }), host('h2', { labels: { zone: 'b' } })];
    const wish = ruled(['zone', 'CLUSTER']);
    const placement = placementOf(hosts, [occupant('h1')]);
    expect([0, 1].map((index) => refusalOf(placement, index, wish))).toEqual([null, 'cluster']);
    expect(explainPlacement('web.2 of shop', wish, { considered: 2, refusals: [['cluster', 1]] })).toContain(
      '1 is not in the zone of the others',
    );
  });

  it('cluster takes the value that comes first when two have as many', () => {
    const hosts = [host('h1', { labels: { zone: 'b' } }), host('h2', { labels: { zone: 'a' } })];
    const placement = placementOf(hosts, [occupant('h1'), occupant('h2')]);
    expect([0, 1].map((index) => fits(placement, index, ruled(['zone', 'CLUSTER'])))).toEqual([false, true]);
    const reversed = placementOf(
      [host('h1', { labels: { zone: 'a' } }), host('h2', { labels: { zone: 'b' } })],
      [occupant('h1'), occupant('h2')],
    );
    expect([0, 1].map((index) => fits(reversed, index, ruled(['zone', 'CLUSTER'])))).toEqual([true, false]);
  });

  it('let the first of a service that wants to be near itself go anywhere, and the next ones follow', () => {
    const wish = near({ target: 'service', selector: 'shop/web' });
    const hosts = [host('h1'), host('h2')];
    expect(fits(placementOf(hosts), 1, wish)).toBe(true);
    expect(fits(placementOf(hosts, [occupant('h1')]), 1, wish)).toBe(false);
    expect(fits(placementOf(hosts, [occupant('h1')]), 0, wish)).toBe(true);
  });

  it('have names of their own, and are static exactly when they are listed so', () => {
    expect(new Set(FILTERS.map((filter) => filter.name)).size).toBe(FILTERS.length);
    expect(FILTERS.filter((filter) => filter.isStatic)).toEqual(STATIC_FILTERS);
    expect(FILTERS).toEqual(expect.arrayContaining([...COUNTING_FILTERS]));
  });
});
