import { app, cluster, deploymentOf, host, web } from '../../spec/cluster-fixtures.js';
import { brief, crashed, dyno, NOW, only, STARTING } from '../../spec/dynos.js';
import type { Dyno } from '../cluster/dyno.js';
import type { ActiveDeployment, WantedProcess } from '../wanted/wanted.js';
import type { Plan } from './plan.js';
import { reconcile } from './reconcile.js';

const big = host('h1', { allocatable: { cpuMillis: 4_000, memoryMib: 8_192 } });
const canary = { ...web(0).update, canaries: 1 };
const old = (slot: number, changes: Partial<Dyno> = {}): Dyno =>
  dyno(slot, { generation: 'g0', id: `old${slot}`, ...changes });
const fresh = (slot: number, changes: Partial<Dyno> = {}): Dyno => dyno(slot, { incarnation: 2, ...changes });
const three = [old(1), old(2), old(3)];

function plan(dynos: readonly Dyno[], deployment: Partial<ActiveDeployment> = {}, next: WantedProcess[] = []): Plan {
  const processes = next.length > 0 ? next : [web(3, 'g1', { update: canary })];
  const former = [web(3, 'g0', { update: canary })];
  const wanted = app('shop', processes, { former, deployment: deploymentOf('release-g1', deployment) });
  return reconcile({ apps: [wanted] }, cluster([big], { dynos }));
}

describe('canaries', () => {
  it('start beside all old ones, and nothing else does', () => {
    expect(brief(plan(three))).toEqual(['place web.1']);
    expect(only(plan(three), 'place-dyno')).toMatchObject([{ generation: 'g1', incarnation: 2 }]);
    expect(brief(plan([...three, fresh(1, STARTING)]))).toEqual([]);
  });

  it('wait for promotion when they are ready, and the deadline is put off', () => {
    const waiting = plan([...three, fresh(1)]);
    expect(waiting.actions).toEqual([
      { kind: 'await-promotion', deploymentId: 'd1', promotesAtMs: null, deadlineAtMs: NOW + 60_000 },
    ]);
    const known = { waiting: { promotesAtMs: null } };
    expect(brief(plan([...three, fresh(1)], known))).toEqual([]);
    expect(plan([...three, fresh(1)], known).wakeAtMs).toBe(NOW + 30_000);
    expect(brief(plan([...three, fresh(1)], { ...known, deadlineAtMs: NOW - 1 }))).toEqual(['await-promotion']);
  });

  it('promote themselves when they have been ready for their time', () => {
    const next = [web(3, 'g1', { update: { ...canary, promoteAfterMs: 60_000 } })];
    const dynos = (agoMs: number): Dyno[] => [...three, fresh(1, { healthySinceMs: NOW - agoMs })];
    const waiting = { waiting: { promotesAtMs: NOW + 1_000 } };
    expect(plan(dynos(60_000), waiting, next)).toMatchObject({ actions: [], wakeAtMs: NOW + 1_000 });
    expect(brief(plan(dynos(61_000), waiting, next)).at(-1)).toBe('promote-deployment');
    expect(brief(plan(dynos(61_000), {}, next))).toEqual(['await-promotion']);
  });

  it('do not wait any more when one lost its health, and fail with it at the deadline', () => {
    const ill = [...three, fresh(1, { isHealthy: false })];
    expect(brief(plan(ill, { waiting: { promotesAtMs: null } }))).toEqual(['await-canaries']);
    const [failed] = only(plan(ill, { deadlineAtMs: NOW }), 'fail-deployment');
    expect(failed?.reason).toBe('not healthy by the deadline: web.1 on h1 lost its health');
  });

  it('fail early when they crash again and again, but not for crashes of old ones', () => {
    const crashes = [2, 3, 4, 5, 6].map((incarnation) => crashed(1, incarnation, 1_000));
    expect(brief(plan([...three, ...crashes]))).toEqual(['fail-deployment']);
    const ofOld = crashes.map((dyno) => ({ ...dyno, generation: 'g0', releaseId: 'release-g0', id: `o${dyno.id}` }));
    expect(brief(plan([old(2), old(3), fresh(1, { incarnation: 9 }), ...ofOld]))).toContain('await-promotion');
  });

  it('leave old ones to be looked after as ever', () => {
    const gone = plan([old(2), old(3), fresh(1)], { waiting: { promotesAtMs: null } });
    expect(only(gone, 'place-dyno')).toMatchObject([{ slot: 1, generation: 'g0', incarnation: 3 }]);
    const both = plan([old(2), old(3)]);
    expect(only(both, 'place-dyno').map(({ generation, incarnation }) => [generation, incarnation])).toEqual([
      ['g0', 1],
      ['g1', 2],
    ]);
  });

  it('hold back what has no canaries, and process types that are new or gone', () => {
    const worker = { needsPort: false, processType: 'worker' };
    const next = [web(3, 'g1', { update: canary }), web(1, 'g1', worker)];
    const clock = dyno(1, { generation: 'g0', id: 'clock', processType: 'clock', hostPort: null });
    expect(brief(plan([...three, clock], {}, next))).toEqual(['place web.1']);
  });

  it('are kept when the rest follows', () => {
    expect(brief(plan([...three, fresh(1)], { isPromoted: true }))).toEqual(['drain old1']);
    expect(brief(plan([old(2), old(3), fresh(1)], { isPromoted: true }))).toEqual(['place web.2']);
  });

  it('are not sent out by a release that goes back, nor by the first one', () => {
    const two = [web(3, 'g1', { update: { ...canary, canaries: 2 } })];
    expect(only(plan(three, {}, two), 'place-dyno')).toHaveLength(2);
    expect(only(plan(three, { isRevert: true }, two), 'place-dyno')).toHaveLength(1);
    const first = app('shop', [web(3, 'g1', { update: canary })], { deployment: deploymentOf('release-g1') });
    expect(brief(reconcile({ apps: [first] }, cluster([big])))).toHaveLength(3);
  });

  it('go when the deployment is cancelled, and old ones stay', () => {
    const back = reconcile({ apps: [app('shop', [web(3, 'g0')])] }, cluster([big], { dynos: [...three, fresh(1)] }));
    expect(brief(back)).toEqual(['drain web.1#2']);
  });

  it('of a deployment that was superseded make way for the next ones', () => {
    const last = fresh(1, { generation: 'gx', id: 'last' });
    expect(brief(plan([...three, last]))).toEqual(['drain last', 'place web.1']);
  });
});

describe('a paused deployment', () => {
  const paused = { isPaused: true, isPromoted: true, deadlineAtMs: NOW - 1 };

  it('starts and stops nothing, and is not late', () => {
    for (const dynos of [three, [...three, fresh(1)], [old(2), old(3), fresh(1)], [...three, fresh(1, STARTING)]]) {
      expect(brief(plan(dynos, paused))).toEqual([]);
    }
  });

  it('goes on with what crashed as it was', () => {
    const ended = { state: 'crashed' as const, stateSinceMs: NOW - 5_000, isHealthy: false, isRouted: false };
    const newer = plan([old(2), old(3), fresh(1, ended)], paused);
    expect(only(newer, 'place-dyno')).toMatchObject([{ slot: 1, generation: 'g1', incarnation: 3 }]);
    const older = plan([old(1), old(2, ended), old(3)], paused);
    expect(only(older, 'place-dyno')).toMatchObject([{ slot: 2, generation: 'g0', incarnation: 2 }]);
    expect(brief(plan([...three, fresh(1, ended)], paused))).toEqual([]);
  });

  it('sends out no canaries, and keeps those that are out', () => {
    expect(brief(plan(three, { isPaused: true }))).toEqual([]);
    expect(brief(plan([...three, fresh(1)], { isPaused: true }))).toEqual([]);
  });

  it('leaves dynos of releases that never arrived where they are', () => {
    const wanted = app('shop', [web(3)], { deployment: deploymentOf('release-g1', { isPaused: true }) });
    const dynos = [old(1), old(2, { state: 'draining', isDrained: true }), fresh(3)];
    expect(brief(reconcile({ apps: [wanted] }, cluster([big], { dynos })))).toEqual(['stop old2']);
    // and takes them to another host as what they are
    const hosts = [
      { ...big, draining: true, eligible: false },
      { ...big, id: 'h2', name: 'h2' },
    ];
    const moved = reconcile({ apps: [wanted] }, cluster(hosts, { dynos: [old(1)] }));
    expect(only(moved, 'place-dyno')).toMatchObject([{ slot: 1, generation: 'g0', releaseId: 'release-g0' }]);
  });
});
