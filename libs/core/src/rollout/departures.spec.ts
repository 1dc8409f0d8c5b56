import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import { brief, dyno, NOW, only, STARTING } from '../../spec/dynos.js';
import type { Dyno } from '../cluster/dyno.js';
import { updatePolicyOf } from '../update/update-settings.js';
import type { WantedProcess } from '../wanted/wanted.js';
import type { Plan } from './plan.js';
import { reconcile } from './reconcile.js';

const big = { allocatable: { cpuMillis: 4_000, memoryMib: 8_192 } };

function plan(process: WantedProcess, dynos: readonly Dyno[], hosts = [host('h1', big), host('h2', big)]): Plan {
  return reconcile({ apps: [app('shop', [process])] }, cluster(hosts, { dynos }));
}

describe('scaling down', () => {
  it('drains from the highest slot down', () => {
    expect(brief(plan(web(1), [dyno(1), dyno(2), dyno(3)]))).toEqual(['drain web.3#1', 'drain web.2#1']);
  });

  it('keeps serving dynos while those that stay do not serve yet', () => {
    expect(brief(plan(web(2), [dyno(1), dyno(2, STARTING), dyno(3), dyno(4)]))).toEqual(['drain web.4#1']);
  });

  it('stops at once what no router knows', () => {
    const dynos = [dyno(1), dyno(2, STARTING), dyno(3, { ...STARTING, state: 'placed' }), dyno(4, { hostPort: null })];
    expect(brief(plan(web(1), dynos))).toEqual(['stop web.3#1', 'stop web.2#1', 'stop web.4#1']);
  });

  it('drains everything when nothing is wanted', () => {
    expect(brief(plan(web(0), [dyno(1), dyno(2)]))).toEqual(['drain web.2#1', 'drain web.1#1']);
  });

  it('empties a slot that is held, and only that', () => {
    const process = web(2);
    const slots = process.slots.map((slot) => ({ ...slot, isStopped: slot.slot === 1 }));
    expect(brief(plan({ ...process, slots }, [dyno(1), dyno(2)]))).toEqual(['drain web.1#1']);
  });

  it('gives up a surplus dyno that serves when a wanted one finds no other place', () => {
    const full = [host('h1', { allocatable: { cpuMillis: 1_000, memoryMib: 512 } })];
    const result = plan(web(2), [dyno(2), dyno(3)], full);
    expect(brief(result)).toEqual(['drain web.3#1', 'block web.1']);
  });
});

describe('leaving', () => {
  const draining = { state: 'draining' as const, stateSinceMs: NOW - 4_000 };

  it('waits for the routers, until its time is up', () => {
    const waiting = plan(web(0), [dyno(1, draining)]);
    expect([brief(waiting), waiting.wakeAtMs]).toEqual([[], NOW + 6_000]);
    expect(brief(plan(web(0), [dyno(1, { ...draining, isDrained: true })]))).toEqual(['stop web.1#1']);
    const late = plan(web(0), [dyno(1, { ...draining, stateSinceMs: NOW - 10_000 })]);
    expect(only(late, 'stop-dyno')[0]?.reason).toBe('routers did not let go of it within 10 s');
  });

  it('is not undone: the slot gets a new dyno', () => {
    const [place] = only(plan(web(1), [dyno(1, { ...draining, incarnation: 4 })]), 'place-dyno');
    expect(place).toMatchObject({ slot: 1, incarnation: 5 });
  });

  it('is for dynos of apps and process types that are gone', () => {
    const dynos = [
      dyno(1),
      dyno(1, { id: 'w', processType: 'worker', hostPort: null }),
      dyno(1, { id: 'o', appId: 'old' }),
    ];
    expect(brief(plan(web(1), dynos)).sort()).toEqual(['drain o', 'stop w']);
  });
});

describe('replacing', () => {
  const old = { generation: 'g0' };

  it('drains the old dyno only when its successor has been healthy for long enough', () => {
    const young = { incarnation: 2, healthySinceMs: NOW - 400 };
    const early = plan(web(1), [dyno(1, old), dyno(1, young)]);
    expect([brief(early), early.wakeAtMs]).toEqual([[], NOW + 600]);
    expect(brief(plan(web(1), [dyno(1, old), dyno(1, { ...young, healthySinceMs: NOW - 1_000 })]))).toEqual([
      'drain web.1#1',
    ]);
  });

  it.each([
    ['is not routed', { isRouted: false }],
    ['is not healthy', { isHealthy: false, healthySinceMs: null }],
    ['is starting', STARTING],
  ])('keeps the old dyno while its successor %s', (_why, changes) => {
    expect(brief(plan(web(1), [dyno(1, old), dyno(1, { incarnation: 2, ...changes })]))).toEqual([]);
  });

  it('drains ahead of the successor as far as the policy allows', () => {
    const update = { ...web(0).update, minimumHealthCapacity: 0.5, maximumOverCapacity: 0 };
    const dynos = [1, 2, 3, 4].map((slot) => dyno(slot, old));
    expect(only(plan(web(4, 'g1', { update }), dynos), 'drain-dyno')).toHaveLength(2);
  });

  it('stops all of them first where they must not run at once, ill ones too, and waits until they have ended', () => {
    const update = updatePolicyOf({ strategy: 'recreate' });
    const next = web(3, 'g1', { update });
    const dynos = [dyno(1, old), dyno(2, { ...old, isHealthy: false }), dyno(3, { ...old, ...STARTING })];
    expect(brief(plan(next, dynos))).toEqual(['stop web.3#1', 'drain web.2#1', 'drain web.1#1']);
    const last = { ...old, state: 'stopping' as const };
    expect(brief(plan(next, [dyno(1, last)]))).toEqual([]);
    expect(brief(plan(next, []))).toEqual(['place web.1', 'place web.2', 'place web.3']);
  });

  it('makes room by an old dyno that is ill when there is no other way', () => {
    const ill = { ...old, isHealthy: false, healthySinceMs: null };
    const result = plan(web(2), [dyno(1, ill), dyno(2, ill), dyno(3, { ...ill, slot: 1, incarnation: 2 })]);
    expect(brief(result)).toEqual(['drain web.1#1']);
  });

  it('removes the worse of two dynos that hold the same slot', () => {
    expect(brief(plan(web(1), [dyno(1, STARTING), dyno(1, { incarnation: 2 })]))).toEqual(['stop web.1#1']);
    expect(brief(plan(web(1), [dyno(1), dyno(1, { incarnation: 2 })]))).toEqual(['drain web.1#2']);
  });
});

describe('a draining host', () => {
  const hosts = [host('h1', { ...big, draining: true }), host('h2', big)];

  it('loses one dyno of a process type at a time', () => {
    const dynos = [dyno(1), dyno(2), dyno(3), dyno(4), dyno(5), dyno(6), dyno(7), dyno(8)];
    expect(brief(plan(web(8), dynos, hosts))).toEqual(['place web.1']);
    const moving = [...dynos, dyno(1, { ...STARTING, incarnation: 2, hostId: 'h2' })];
    expect(brief(plan(web(8), moving, hosts))).toEqual([]);
    const moved = [...dynos, dyno(1, { incarnation: 2, hostId: 'h2' })];
    expect(brief(plan(web(8), moved, hosts))).toEqual(['drain web.1#1', 'place web.2']);
  });

  it('keeps a dyno that finds no other place, and says so', () => {
    const result = plan(web(1), [dyno(1)], [host('h1', { draining: true })]);
    expect(brief(result)).toEqual(['block web.1']);
  });

  it('lets one go ahead where the policy allows none to be added, but only when another host takes it', () => {
    const update = updatePolicyOf({ strategy: 'recreate' });
    const dynos = [dyno(1), dyno(2, { hostId: 'h2' })];
    expect(brief(plan(web(2, 'g1', { update }), dynos, hosts))).toEqual(['drain web.1#1']);
    const full = [hosts[0]!, host('h2', { allocatable: { cpuMillis: 1_000, memoryMib: 256 } })];
    expect(brief(plan(web(2, 'g1', { update }), dynos, full))).toEqual([]);
  });

  it('does not give up a dyno before its successor serves, even if the policy could spare it', () => {
    const update = { ...web(0).update, minimumHealthCapacity: 0 };
    const moving = [dyno(1), dyno(1, { ...STARTING, incarnation: 2, hostId: 'h2' })];
    expect(brief(plan(web(1, 'g1', { update }), moving, hosts))).toEqual([]);
  });
});
