import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import { dyno } from '../../spec/dynos.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Host } from '../cluster/host.js';
import { placementRulesOf } from '../rules/placement-rules-of.js';
import { type FleetHost, fleetHosts } from './fleet-hosts.js';
import { fleetPools } from './fleet-pools.js';

const ZONE_B = placementRulesOf({ constraints: [['zone', 'IS', 'b']] }, String);
/** room for so many dynos of 256 MiB */
const roomFor = (dynos: number): Partial<Host> => ({ allocatable: { cpuMillis: 1000, memoryMib: 256 * dynos } });

function report(hosts: readonly Host[], dynos: readonly Dyno[], processes = [web(dynos.length)]): FleetHost[] {
  const now = { wanted: { apps: [app('shop', processes)] }, cluster: cluster(hosts, { dynos }) };
  const before = JSON.stringify(now);
  const found = [...fleetHosts(now)];
  expect(JSON.stringify(now)).toBe(before);
  return found;
}

describe('fleetHosts', () => {
  it('says what each host has, by name, and that all would fit', () => {
    const found = report([host('h2'), host('h1')], [dyno(1), dyno(2, { hostId: 'h2' }), dyno(3)]);
    expect(found.map(({ hostName }) => hostName)).toEqual(['h1', 'h2']);
    expect(found[0]).toMatchObject({
      ...{ pool: 'default', status: 'ready', isCordoned: false, isDraining: false, dynos: 2, homeless: [] },
      capacity: { cpuMillis: 1000, memoryMib: 1024 },
      reserved: { cpuMillis: 100, memoryMib: 512 },
      free: { cpuMillis: 900, memoryMib: 512 },
    });
  });

  it('says how many dynos would not fit if a host died, and by which filter the others refuse', () => {
    const hosts = [host('h1'), host('h2', roomFor(2)), host('h3', { eligible: false })];
    const [first, second, third] = report(hosts, [dyno(1), dyno(2), dyno(3, { hostId: 'h2' })]);
    expect(first?.homeless).toEqual([
      {
        ...{ appId: 'shop', appName: 'shop', processType: 'web', dynos: 1 },
        funnel: {
          considered: 2,
          refusals: [
            ['cordoned', 1],
            ['memory', 1],
          ],
        },
        reason: expect.stringMatching(/^no host fits web.2 of shop: 1 is cordoned, 1 lacks memory/),
      },
    ]);
    expect(second?.homeless).toEqual([]);
    expect(third).toMatchObject({ isCordoned: true, dynos: 0, homeless: [] });
  });

  it('knows rules as well as sizes', () => {
    const hosts = [host('h1', { labels: { zone: 'a' } }), host('h2', { labels: { zone: 'b' } })];
    const bound = web(1, 'g1', { rules: { ...web(1).rules, ...ZONE_B } });
    const [first, second] = report(hosts, [dyno(1, { hostId: 'h2' })], [bound]);
    expect(first?.homeless).toEqual([]);
    expect(second?.homeless).toMatchObject([{ dynos: 1, funnel: { refusals: [['constraints', 1]] } }]);
  });

  it('asks for the last host as for any other, also when the rest is silent', () => {
    const silent = { status: 'disconnected' as const };
    const [first] = report([host('h1'), host('h2', silent), host('h3', silent)], [dyno(1)]);
    expect(first?.homeless).toMatchObject([{ dynos: 1, funnel: { considered: 2, refusals: [['status', 2]] } }]);
    expect(report([host('h1')], [dyno(1)])[0]?.homeless[0]?.reason).toContain('no host is registered');
  });

  it('leaves out what waits for a host anyhow, and what is not wanted any more', () => {
    const hosts = [host('h1', roomFor(1)), host('h2', roomFor(1))];
    const dynos = [dyno(1), dyno(2, { hostId: 'h2' })];
    expect(report(hosts, dynos, [web(5)]).map(({ homeless }) => homeless[0]?.dynos)).toEqual([1, 1]);
    expect(report(hosts, dynos, [web(1)]).map(({ homeless }) => homeless.length)).toEqual([1, 0]);
  });
});

describe('fleetPools', () => {
  it('sums up by pool; free is what open hosts have', () => {
    const hosts = [host('h1'), host('h2', { draining: true }), host('b1', { pool: 'build' })];
    const pools = fleetPools(report(hosts, [dyno(1), dyno(2, { hostId: 'h2' })]));
    expect(pools.map(({ pool }) => pool)).toEqual(['build', 'default']);
    expect(pools[1]).toEqual({
      ...{ pool: 'default', hosts: 2, openHosts: 1, dynos: 2 },
      capacity: { cpuMillis: 2000, memoryMib: 2048 },
      reserved: { cpuMillis: 100, memoryMib: 512 },
      free: { cpuMillis: 950, memoryMib: 768 },
    });
  });

  it('has nothing to say of no hosts', () => {
    expect(fleetPools([])).toEqual([]);
  });
});
