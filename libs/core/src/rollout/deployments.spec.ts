import { app, cluster, deploymentOf, host, web } from '../../spec/cluster-fixtures.js';
import { brief, crashed, dyno, NOW, only, STARTING } from '../../spec/dynos.js';
import type { Dyno } from '../cluster/dyno.js';
import type { UpdatePolicy, WantedProcess } from '../wanted/wanted.js';
import type { Plan } from './plan.js';
import { reconcile } from './reconcile.js';

const big = host('h1', { allocatable: { cpuMillis: 4_000, memoryMib: 8_192 } });

function deploy(processes: readonly WantedProcess[], dynos: readonly Dyno[], leftMs = 1_000, hosts = [big]): Plan {
  const deployment = deploymentOf('release-g1', { deadlineAtMs: NOW + leftMs });
  return reconcile({ apps: [app('shop', processes, { deployment })] }, cluster(hosts, { dynos }));
}

function failure(...args: Parameters<typeof deploy>): string | undefined {
  return only(deploy(...args), 'fail-deployment')[0]?.reason;
}

describe('a deployment', () => {
  it('succeeds when every wanted dyno is ready and nothing old serves', () => {
    expect(brief(deploy([web(2)], [dyno(1), dyno(2)]))).toEqual(['succeed-deployment']);
  });

  it('succeeds at once when nothing is wanted', () => {
    expect(brief(deploy([web(0)], []))).toEqual(['succeed-deployment']);
    expect(brief(deploy([], []))).toEqual(['succeed-deployment']);
  });

  it.each<[string, Dyno[]]>([
    ['one is missing', [dyno(1)]],
    ['one is starting', [dyno(1), dyno(2, STARTING)]],
    ['one is not healthy for long', [dyno(1), dyno(2, { healthySinceMs: NOW - 10 })]],
    ['one is not routed', [dyno(1), dyno(2, { isRouted: false })]],
    ['an old one serves', [dyno(1), dyno(2), dyno(1, { id: 'old', generation: 'g0' })]],
    [
      'routers may still send to an old one',
      [dyno(1), dyno(2), dyno(1, { id: 'old', generation: 'g0', state: 'draining' })],
    ],
    ['an old process type serves', [dyno(1), dyno(2), dyno(1, { id: 'old', generation: 'g0', processType: 'clock' })]],
  ])('goes on while %s', (_why, dynos) => {
    const plan = deploy([web(2)], dynos);
    expect(brief(plan).filter((line) => /deployment/.test(line))).toEqual([]);
    expect(plan.wakeAtMs).not.toBeNull();
  });

  it('does not wait for old dynos to stop once routers have let go of them', () => {
    const drained = dyno(1, { id: 'old', generation: 'g0', state: 'draining', isDrained: true });
    expect(brief(deploy([web(1)], [dyno(1), drained]))).toEqual(['stop old', 'succeed-deployment']);
  });

  it('keeps process types that the new release lacks until the rest is ready', () => {
    const clock = dyno(1, { id: 'clock', generation: 'g0', processType: 'clock', hostPort: null });
    expect(brief(deploy([web(1)], [dyno(1, STARTING), clock]))).toEqual([]);
    expect(brief(deploy([web(1)], [dyno(1), clock]))).toEqual(['stop clock']);
  });

  it('fails at its deadline and names each dyno that is not healthy', () => {
    const dynos = [
      dyno(1, { ...STARTING, stateSinceMs: NOW - 40_000 }),
      dyno(2, { isHealthy: false }),
      dyno(3, { isRouted: false }),
      crashed(4, 1, 500),
      crashed(4, 2, 200),
      dyno(5, { ...STARTING, state: 'placed', stateSinceMs: NOW - 9_000 }),
    ];
    expect(failure([web(5)], dynos, 0)).toBe(
      'not healthy by the deadline: web.1 runs on h1 but did not become healthy for 40 s; web.2 on h1 lost its health; ' +
        'web.3 on h1 is healthy but not routed yet; web.4 crashed 2 times; web.5 was not started on h1 for 9 s',
    );
  });

  it('says which host refused what, and names at most five dynos', () => {
    const reason = failure([web(7)], [], 0, [host('h1', { draining: true })]);
    expect(reason).toContain('no host fits web.1 of shop: 1 is draining;');
    expect(reason).toMatch(/; and 2 more$/);
    expect(failure([web(1)], [crashed(1, 1, 5_000)], 0, [host('h1', { draining: true })])).toBe(
      'not healthy by the deadline: web.1 crashed once, no host fits web.1 of shop: 1 is draining',
    );
    expect(failure([web(1)], [], 0)).toBe('not healthy by the deadline: web.1 was waiting for its turn to start');
  });

  it('fails at its deadline when old dynos would not go', () => {
    const stuck = dyno(1, { id: 'old', generation: 'g0', hostPort: null });
    expect(failure([web(1)], [dyno(1), stuck], 0)).toContain('dynos of the old release could not be stopped');
  });

  it('does not fail at its deadline for routers that are about to let go', () => {
    const draining = dyno(1, { id: 'old', generation: 'g0', state: 'draining', stateSinceMs: NOW - 1_000 });
    expect(brief(deploy([web(1)], [dyno(1), draining], 0))).toEqual([]);
  });

  it('fails early when the new release crashes again and again', () => {
    const crashes = [crashed(1, 1, 9_000), crashed(1, 2, 7_000), crashed(1, 3, 4_000), crashed(1, 4, 2_000)];
    expect(failure([web(1)], crashes, 200_000)).toBeUndefined();
    expect(failure([web(1)], [...crashes, crashed(1, 5, 0)], 200_000)).toBe(
      'the new release crashes again and again: web.1 crashed 5 times',
    );
  });

  it('that failed is followed by the last good release only where its policy says so, and never by a second one', () => {
    const update = { ...web(0).update, isAutoRevert: true };
    const isWanted = (policy: UpdatePolicy, isRevert: boolean): boolean | undefined => {
      const deployment = deploymentOf('release-g1', { deadlineAtMs: NOW, isRevert });
      const wanted = { apps: [app('shop', [web(1, 'g1', { update: policy })], { deployment })] };
      return only(reconcile(wanted, cluster([big])), 'fail-deployment')[0]?.isRevertWanted;
    };
    expect([isWanted(web(0).update, false), isWanted(update, false), isWanted(update, true)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('touches nothing else of an app whose deployment fails', () => {
    const dynos = [dyno(1, { id: 'old', generation: 'g0' }), dyno(1, STARTING), dyno(3)];
    expect(brief(deploy([web(2)], dynos, 0))).toEqual(['fail-deployment']);
  });

  it('that failed leaves old dynos where they are and removes the new ones', () => {
    const old = web(2, 'g0');
    const dynos = [
      dyno(1, { id: 'old1', generation: 'g0' }),
      dyno(2, { id: 'old2', generation: 'g0' }),
      dyno(1, STARTING),
    ];
    const plan = reconcile({ apps: [app('shop', [old])] }, cluster([big], { dynos }));
    expect(brief(plan)).toEqual(['stop web.1#1']);
  });
});

describe('a crashed dyno', () => {
  it('is started again, after a while', () => {
    const waiting = reconcile({ apps: [app('shop', [web(1)])] }, cluster([big], { dynos: [crashed(1, 1, 400)] }));
    expect([brief(waiting), waiting.wakeAtMs]).toEqual([['delay web.1'], NOW + 600]);
    expect(only(waiting, 'delay-dyno')).toMatchObject([{ slot: 1, crashes: 1, untilMs: NOW + 600 }]);
    const due = reconcile({ apps: [app('shop', [web(1)])] }, cluster([big], { dynos: [crashed(1, 1, 1_000)] }));
    expect(only(due, 'place-dyno')).toMatchObject([{ slot: 1, incarnation: 2, reason: 'the one before crashed' }]);
  });

  it('does not delay the same slot in another generation, nor other slots', () => {
    const dynos = [crashed(1, 1, 0), crashed(1, 2, 0)];
    expect(brief(reconcile({ apps: [app('shop', [web(1, 'g2')])] }, cluster([big], { dynos })))).toEqual([
      'place web.1',
    ]);
    expect(brief(reconcile({ apps: [app('shop', [web(2)])] }, cluster([big], { dynos })))).toEqual([
      'place web.2',
      'delay web.1',
    ]);
  });
});
