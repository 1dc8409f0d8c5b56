import { app, cluster, deploymentOf, host, web } from '../../spec/cluster-fixtures.js';
import { brief, dyno, NOW, only } from '../../spec/dynos.js';
import { NO_TRAFFIC, type Traffic } from '../traffic/traffic.js';
import { updatePolicyOf, type UpdateSettings } from '../update/update-settings.js';
import type { ActiveDeployment } from '../wanted/wanted.js';
import type { Plan } from './plan.js';
import { reconcile } from './reconcile.js';

const BUDGET: UpdateSettings = { maxErrorRate: 0.1 };
const bad: Traffic = { ...NO_TRAFFIC, requests: 40, serverErrors: 5 };
const good: Traffic = { ...NO_TRAFFIC, requests: 40, serverErrors: 4 };
const few: Traffic = { ...NO_TRAFFIC, requests: 19 };

interface Story {
  settings?: UpdateSettings;
  ofNew?: Traffic;
  deployment?: Partial<ActiveDeployment>;
  healthyForMs?: number;
  isFirst?: boolean;
}

/** A release that has arrived: its only dyno is up, that of the old one is gone. */
function arrived({ settings = BUDGET, ofNew = NO_TRAFFIC, deployment, healthyForMs = 10_000, isFirst }: Story): Plan {
  const update = updatePolicyOf(settings);
  const active = deploymentOf('release-g2', { traffic: { ofNew, before: NO_TRAFFIC }, ...deployment });
  const changes = { former: isFirst ? [] : [web(1, 'g1', { update })], deployment: active };
  const dynos = [dyno(1, { generation: 'g2', incarnation: 2, healthySinceMs: NOW - healthyForMs })];
  return reconcile({ apps: [app('shop', [web(1, 'g2', { update })], changes)] }, cluster([host('h1')], { dynos }));
}

describe('a release with a budget for what it may do to requests', () => {
  it('is taken back when it breaks it, with the arithmetic', () => {
    expect(only(arrived({ ofNew: bad }), 'fail-deployment')).toMatchObject([
      {
        reason: '5 of 40 requests to it failed (12.5 %), and at most 10 % may',
        isRevertWanted: false,
      },
    ]);
    const [failed] = only(arrived({ ofNew: bad, settings: { ...BUDGET, autoRevert: true } }), 'fail-deployment');
    expect(failed?.isRevertWanted).toBe(true);
  });

  it('has arrived as soon as enough requests prove it', () => {
    expect(brief(arrived({ ofNew: good }))).toEqual(['succeed-deployment']);
  });

  it('is watched for 30 s while too few do, and then has arrived as well', () => {
    const watched = arrived({ ofNew: few });
    expect([brief(watched), watched.wakeAtMs]).toEqual([[], NOW + 20_000]);
    expect(brief(arrived({ ofNew: few, healthyForMs: 30_000 }))).toEqual(['succeed-deployment']);
    expect(brief(arrived({ ofNew: few, deployment: { deadlineAtMs: NOW - 1 } }))).toEqual([]);
  });

  it('is not watched when it is the first', () => {
    expect(brief(arrived({ ofNew: few, isFirst: true }))).toEqual(['succeed-deployment']);
  });

  it('is not judged without a budget, and a revert never is', () => {
    expect(brief(arrived({ ofNew: bad, settings: {} }))).toEqual(['succeed-deployment']);
    expect(brief(arrived({ ofNew: bad, deployment: { isRevert: true } }))).toEqual(['succeed-deployment']);
  });

  it('is taken back while only its canary is out', () => {
    const update = updatePolicyOf({ ...BUDGET, strategy: 'canary', canary: 1 });
    const deployment = deploymentOf('release-g2', { traffic: { ofNew: bad, before: NO_TRAFFIC } });
    const changes = { former: [web(2, 'g1', { update })], deployment };
    const canary = dyno(1, { generation: 'g2', incarnation: 2, hostId: 'h2' });
    const now = cluster([host('h1'), host('h2')], { dynos: [dyno(1), dyno(2), canary] });
    const plan = reconcile({ apps: [app('shop', [web(2, 'g2', { update })], changes)] }, now);
    expect(only(plan, 'fail-deployment')[0]?.reason).toContain('5 of 40 requests');
  });
});
