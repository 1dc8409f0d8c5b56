import { app, cluster, deploymentOf, host, web } from '../../spec/cluster-fixtures.js';
import { brief, dyno, NOW, only, STARTING } from '../../spec/dynos.js';
import type { Dyno } from '../cluster/dyno.js';
import { updatePolicyOf } from '../update/update-settings.js';
import type { ActiveDeployment, UpdatePolicy } from '../wanted/wanted.js';
import type { Plan } from './plan.js';
import { reconcile } from './reconcile.js';

const big = host('h1', { allocatable: { cpuMillis: 4_000, memoryMib: 8_192 } });
const automatic = updatePolicyOf({ strategy: 'bluegreen', minHealthySeconds: 1 });
const manual = updatePolicyOf({ strategy: 'bluegreen', confirm: 'manual', keepPreviousSeconds: 100 });
const unseen = { isRouted: false, isDrained: true };
const blue = [1, 2].map((slot) => dyno(slot, { generation: 'g0', id: `blue${slot}` }));
const green = [1, 2].map((slot) => dyno(slot, { incarnation: 2, id: `green${slot}` }));
const hidden = (dynos: readonly Dyno[]): Dyno[] => dynos.map((one) => ({ ...one, ...unseen }));

function plan(
  dynos: readonly Dyno[],
  update: UpdatePolicy,
  deployment: Partial<ActiveDeployment> = {},
  hosts = [big],
): Plan {
  const former = [web(2, 'g0', { update })];
  const processes = [web(2, 'g1', { update })];
  const wanted = app('shop', processes, { former, deployment: deploymentOf('release-g1', deployment) });
  return reconcile({ apps: [wanted] }, cluster(hosts, { dynos }));
}

describe('blue and green', () => {
  it('stand beside each other in full, and wait until somebody switches', () => {
    expect(brief(plan(blue, automatic))).toEqual(['place web.1', 'place web.2']);
    expect(brief(plan([...blue, green[0]!, { ...green[1]!, ...STARTING }], automatic))).toEqual([]);
    expect(brief(plan([...blue, ...hidden(green)], automatic))).toEqual(['await-promotion']);
    expect(brief(plan([...blue, ...hidden(green)], automatic, { waiting: { promotesAtMs: null } }))).toEqual([]);
  });

  it('are switched at once, when routers send to the new ones', () => {
    expect(brief(plan([...blue, ...hidden(green)], automatic, { isPromoted: true }))).toEqual([]);
    expect(brief(plan([...blue, ...green], automatic, { isPromoted: true }))).toEqual(['drain blue1', 'drain blue2']);
  });
});

describe('old dynos that are kept until somebody confirms', () => {
  const promoted = { isPromoted: true };
  const switched = { ...promoted, switchedAtMs: NOW - 40_000 };

  it('are seen until all new ones are, and stay behind them then', () => {
    expect(brief(plan([...blue, green[0]!, ...hidden([green[1]!])], manual, promoted))).toEqual([]);
    expect(brief(plan([...blue, ...green], manual, promoted))).toEqual(['switch-deployment']);
    const waiting = plan([...hidden(blue), ...green], manual, switched);
    expect([brief(waiting), waiting.wakeAtMs]).toEqual([[], NOW + 30_000]);
  });

  it('put off the deadline, but not for a release that is not there any more', () => {
    const late = { ...switched, deadlineAtMs: NOW };
    expect(plan([...hidden(blue), ...green], manual, late).actions).toEqual([
      { kind: 'put-off-deadline', deploymentId: 'd1', deadlineAtMs: NOW + 60_000 },
    ]);
    const ill = { ...green[1]!, isHealthy: false };
    expect(brief(plan([...hidden(blue), green[0]!, ill], manual, late))).toEqual(['fail-deployment']);
  });

  it('are looked after meanwhile, as the new ones are', () => {
    const lost = plan([...hidden([blue[0]!]), green[1]!], manual, switched);
    expect(only(lost, 'place-dyno').map(({ slot, generation }) => [slot, generation])).toEqual([
      [2, 'g0'],
      [1, 'g1'],
    ]);
  });

  it('move off a drained host without ever being seen', () => {
    const moved = { ...blue[0]!, id: 'moved', incarnation: 3, hostId: 'h2' };
    const kept = { ...blue[1]!, hostId: 'h2' };
    const dynos = [...hidden([blue[0]!, moved, kept]), ...green.map((one) => ({ ...one, hostId: 'h2' }))];
    const hosts = [
      { ...big, draining: true },
      { ...big, id: 'h2', name: 'h2' },
    ];
    expect(brief(plan(dynos, manual, switched, hosts))).toEqual(['drain blue1']);
  });

  it('go when it is confirmed, or when nobody took it back for long enough', () => {
    const dynos = [...hidden(blue), ...green];
    const confirmed = plan(dynos, manual, { ...switched, isConfirmed: true });
    expect(brief(confirmed)).toEqual(['drain blue1', 'drain blue2']);
    const old = { ...promoted, switchedAtMs: NOW - 100_000 };
    expect(brief(plan(dynos, manual, old))).toEqual(['confirm-deployment']);
  });

  it('serve again when it is cancelled, and only then new ones go', () => {
    const back = (dynos: readonly Dyno[]): string[] =>
      brief(reconcile({ apps: [app('shop', [web(2, 'g0', { update: manual })])] }, cluster([big], { dynos })));
    expect(back([...hidden(blue), ...green])).toEqual([]);
    expect(back([...blue, ...green])).toEqual(['drain green1', 'drain green2']);
  });

  it('stay while it is paused', () => {
    for (const deployment of [promoted, switched]) {
      expect(brief(plan([...blue, ...green], manual, { ...deployment, isPaused: true }))).toEqual([]);
    }
  });
});
