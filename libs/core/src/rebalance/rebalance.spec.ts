import { app, cluster, deploymentOf, host, web } from '../../spec/cluster-fixtures.js';
import { dyno } from '../../spec/dynos.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Host } from '../cluster/host.js';
import { placementRulesOf } from '../rules/placement-rules-of.js';
import type { PlacementRules } from '../rules/placement-rules.js';
import type { WantedApp } from '../wanted/wanted.js';
import { type Move, rebalance } from './rebalance.js';

function webOf(count: number, rules: Partial<PlacementRules> = {}) {
  return web(count, 'g1', { rules: { ...web(1).rules, ...rules } });
}

function moves(apps: readonly WantedApp[], hosts: readonly Host[], dynos: readonly Dyno[], most = 10): Move[] {
  const now = { wanted: { apps }, cluster: cluster(hosts, { dynos }) };
  const before = JSON.stringify(now);
  const found = rebalance(now, most);
  expect(JSON.stringify(now)).toBe(before);
  return found;
}

const of = (name: string, slot: number, hostId: string, changes: Partial<Dyno> = {}): Dyno =>
  dyno(slot, { id: `${name}.${slot}`, appId: name, hostId, hostPort: null, ...changes });

describe('rebalance', () => {
  const hosts = [host('h1'), host('h2')];
  const shop = app('shop', [webOf(3)]);
  const together = [1, 2, 3].map((slot) => of('shop', slot, 'h1'));

  it('takes dynos of a process type apart, one of each at a time', () => {
    expect(moves([shop], hosts, together)).toEqual([
      {
        ...{ appName: 'shop', processType: 'web', slot: 1, fromHost: 'h1', toHost: 'h2' },
        reason: 'h1 has 2 more of web, h2 has none',
      },
    ]);
  });

  it('of dynos that gain the same takes the first slot, whatever their ids are', () => {
    const backwards = together.map((one) => ({ ...one, id: `id-${9 - one.slot}` }));
    expect(moves([shop], hosts, backwards)).toMatchObject([{ slot: 1 }]);
  });

  it('leaves alone what is well where it is', () => {
    expect(moves([shop], hosts, [of('shop', 1, 'h1'), of('shop', 2, 'h2'), of('shop', 3, 'h1')])).toEqual([]);
  });

  it('brings to where the rules want it what is against them, before all else', () => {
    const zones = [host('h1', { labels: { zone: 'a' } }), host('h2', { labels: { zone: 'b' } })];
    const rules = placementRulesOf({ constraints: [['zone', 'IS', 'b']] }, String);
    const blog = app('blog', [webOf(1, rules)]);
    const found = moves([shop, blog], zones, [...together, of('blog', 1, 'h1')], 1);
    expect(found).toMatchObject([{ appName: 'blog', toHost: 'h2', reason: 'h1 does not satisfy zone IS b' }]);
  });

  it('evens out a hard spread that a new zone has made uneven', () => {
    const zones = ['a', 'b'].map((zone) => host(`h${zone}`, { labels: { zone } }));
    const spread = app('shop', [webOf(2, placementRulesOf({ constraints: [['zone', 'GROUP_BY']] }, String))]);
    expect(moves([spread], zones, [of('shop', 1, 'ha'), of('shop', 2, 'ha')])).toMatchObject([
      { toHost: 'hb', reason: 'ha would be ahead of the others in zone (by 1)' },
    ]);
  });

  it('packs a nearly empty host onto a fuller one', () => {
    const apps = ['a', 'b', 'c', 'd'].map((name) => app(name, [webOf(1)]));
    const size = { reserved: { cpuMillis: 250, memoryMib: 256 } };
    const dynos = ['a', 'b', 'c'].map((name) => of(name, 1, 'h1', size));
    expect(moves(apps, hosts, [...dynos, of('d', 1, 'h2', size)])).toMatchObject([
      { appName: 'd', fromHost: 'h2', toHost: 'h1', reason: expect.stringMatching(/^packs tighter: 75 % of the cpu/) },
    ]);
  });

  it('follows preferences', () => {
    const disks = [host('h1'), host('h2', { labels: { disk: 'ssd' } })];
    const rules = placementRulesOf(
      { affinity: [{ target: 'label', selector: 'disk=ssd', topologyKey: 'hostname', weight: 50, isRequired: false }] },
      String,
    );
    expect(moves([app('shop', [webOf(1, rules)])], disks, [of('shop', 1, 'h1')])).toMatchObject([
      { toHost: 'h2', reason: 'its preferences are for h2 rather than h1' },
    ]);
  });

  it.each([
    ['is being deployed', app('shop', [webOf(3)], { deployment: deploymentOf('r', { deadlineAtMs: 9e9 }) }), {}],
    ['has a dyno that does not serve', shop, { isHealthy: false, healthySinceMs: null }],
    ['has a dyno to be replaced', shop, { generation: 'g0' }],
    ['has a dyno on its way out', shop, { state: 'draining' as const }],
  ])('leaves alone an app that %s', (_why, wanted, changes) => {
    expect(moves([wanted], hosts, [of('shop', 1, 'h1', changes), ...together.slice(1)])).toEqual([]);
  });

  it.each([
    ['full', { allocatable: { cpuMillis: 1000, memoryMib: 128 } }],
    ['cordoned', { eligible: false }],
    ['silent', { status: 'disconnected' as const }],
    ['in another pool', { pool: 'build' }],
  ])('proposes no host that is %s', (_what, changes) => {
    expect(moves([shop], [host('h1'), host('h2', changes)], together)).toEqual([]);
  });

  it('takes nothing from a host that is cordoned', () => {
    expect(moves([shop], [host('h1', { eligible: false }), host('h2')], together)).toEqual([]);
  });

  it('proposes no place twice, and no more than asked for', () => {
    const apps = ['a', 'b', 'c'].map((name) => app(name, [webOf(2)]));
    const crowded = apps.flatMap(({ name }) => [of(name, 1, 'h1'), of(name, 2, 'h1')]);
    const wide = host('h1', { allocatable: { cpuMillis: 4000, memoryMib: 4096 } });
    const roomForTwo = host('h2', { allocatable: { cpuMillis: 1000, memoryMib: 512 } });
    expect(moves(apps, [wide, roomForTwo], crowded)).toHaveLength(2);
    expect(moves(apps, [wide, roomForTwo], crowded, 1)).toHaveLength(1);
    expect(moves(apps, [wide, roomForTwo], crowded, 0)).toEqual([]);
  });
});
