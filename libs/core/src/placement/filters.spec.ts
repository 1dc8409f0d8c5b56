import { host } from '../../spec/cluster-fixtures.js';
import { demand, occupant, placementOf } from '../../spec/demands.js';
import type { Demand } from './demand.js';
import { explainPlacement } from './explain-placement.js';
import { FILTERS } from './filters.js';
import { fits, refusalOf } from './fits.js';
import { funnelOf } from './funnel-of.js';
import type { Occupant } from './occupant.js';

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

  it('have names of their own', () => {
    expect(new Set(FILTERS.map((filter) => filter.name)).size).toBe(FILTERS.length);
  });
});
