import type { Cluster } from '../cluster/cluster.js';
import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import type { PlacementRules } from '../rules/placement-rules.js';
import { placementRulesOf } from '../rules/placement-rules-of.js';
import type { ConstraintTuple } from '../rules/rules-wish.js';
import type { Action, Plan } from './plan.js';
import { reconcile } from './reconcile.js';
import { converge } from './simulate.js';

const threeHosts = [host('h1'), host('h2'), host('h3')];

function kinds(plan: Plan): string[] {
  return plan.actions.map((action) => action.kind);
}

function only<K extends Action['kind']>(plan: Plan, kind: K): Extract<Action, { kind: K }>[] {
  return plan.actions.filter((action): action is Extract<Action, { kind: K }> => action.kind === kind);
}

function running(now: Cluster): string[] {
  return now.dynos
    .filter((dyno) => dyno.state === 'up')
    .map((d) => `${d.processType}.${d.slot} ${d.generation} ${d.hostId}`);
}

describe('reconcile', () => {
  it('spreads three dynos over three hosts', () => {
    const wanted = { apps: [app('shop', [web(3)])] };
    const end = converge(wanted, cluster(threeHosts));
    expect(running(end).sort()).toEqual(['web.1 g1 h1', 'web.2 g1 h2', 'web.3 g1 h3']);
  });

  it('replaces them one after another without ever having fewer than three ready', () => {
    const start = converge({ apps: [app('shop', [web(3)])] }, cluster(threeHosts));
    const end = converge({ apps: [app('shop', [web(3, 'g2')])] }, start, ({ now }) => {
      const up = now.dynos.filter((dyno) => dyno.state === 'up' && dyno.isHealthy && dyno.isRouted);
      const all = now.dynos.filter((dyno) => !['stopped', 'crashed', 'lost'].includes(dyno.state));
      expect(up.length).toBeGreaterThanOrEqual(3);
      expect(all.length).toBeLessThanOrEqual(4);
    });
    expect(running(end).sort()).toEqual(['web.1 g2 h1', 'web.2 g2 h2', 'web.3 g2 h3']);
  });

  it('moves the dynos of a drained host before it stops them', () => {
    const start = converge({ apps: [app('shop', [web(2)])] }, cluster(threeHosts));
    const drained = { ...start, hosts: [host('h1', { draining: true }), host('h2'), host('h3')] };
    const plans: Plan[] = [];
    const end = converge({ apps: [app('shop', [web(2)])] }, drained, ({ plan }) => plans.push(plan));
    expect(kinds(plans[0]!)).toEqual(['place-dyno']);
    expect(running(end).sort()).toEqual(['web.1 g1 h3', 'web.2 g1 h2']);
  });

  it('gives up the dynos of a host that is down, and only those', () => {
    const wanted = { apps: [app('shop', [web(3)])] };
    const start = converge(wanted, cluster(threeHosts));
    const plan = reconcile(wanted, { ...start, hosts: [host('h1'), host('h2', { status: 'down' }), host('h3')] });
    expect(only(plan, 'lose-dyno').map((action) => action.dynoId)).toEqual(['shop/web.2#1']);
    expect(only(plan, 'place-dyno').map((action) => [action.slot, action.incarnation])).toEqual([[2, 2]]);
  });

  it('says why nothing fits', () => {
    const hosts = [host('h1', { draining: true }), host('h2', { allocatable: { cpuMillis: 1000, memoryMib: 100 } })];
    const plan = reconcile({ apps: [app('shop', [web(1)])] }, cluster(hosts));
    expect(only(plan, 'block-dyno')[0]?.message).toBe(
      'no host fits web.1 of shop: 1 is draining, 1 lacks memory (256 MiB wanted)',
    );
  });

  it('replaces nothing when rules change, and keeps to them from then on', () => {
    const start = converge({ apps: [app('shop', [web(2)])] }, cluster(threeHosts));
    const ruled = (count: number) => web(count, 'g1', { rules: rulesOf(['hostname', 'LIKE', 'h3']) });
    expect(reconcile({ apps: [app('shop', [ruled(2)])] }, start).actions).toEqual([]);
    const end = converge({ apps: [app('shop', [ruled(3)])] }, start);
    expect(running(end).sort()).toEqual(['web.1 g1 h1', 'web.2 g1 h2', 'web.3 g1 h3']);
  });

  it('drains a host under one per zone: who leaves does not keep the successor out of the zone', () => {
    const zoned = ['a', 'a', 'b'].map((zone, at) => host(`h${at + 1}`, { labels: { zone } }));
    const wanted = { apps: [app('shop', [web(2, 'g1', { rules: rulesOf(['zone', 'UNIQUE']) })])] };
    const start = converge(wanted, cluster(zoned));
    const [home] = running(start)
      .map((line) => line.slice(-2))
      .filter((name) => name !== 'h3');
    const hosts = zoned.map((one) => ({ ...one, draining: one.id === home }));
    const end = converge(wanted, { ...start, hosts });
    expect(new Set(running(end).map((line) => line.slice(-2)))).toEqual(new Set(['h3', home === 'h1' ? 'h2' : 'h1']));
  });

  it('places by priority when not everything fits', () => {
    const only2 = [host('h1', { allocatable: { cpuMillis: 1000, memoryMib: 512 } })];
    const urgent = web(2, 'g1', { rules: { ...rulesOf(), priority: 60 } });
    const plan = reconcile({ apps: [app('a', [web(2)]), app('b', [urgent])] }, cluster(only2));
    expect(only(plan, 'place-dyno').map(({ appId }) => appId)).toEqual(['b', 'b']);
    expect(only(plan, 'block-dyno').map(({ appId }) => appId)).toEqual(['a', 'a']);
  });
});

function rulesOf(...constraints: ConstraintTuple[]): PlacementRules {
  return placementRulesOf({ constraints }, String);
}
