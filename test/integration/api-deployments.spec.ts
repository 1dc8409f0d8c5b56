import { DeployedApps } from '../support/deployed-apps.js';
import { endDeployment } from '../support/play-scheduler.js';
import type { SeededApp } from '../support/seed-rows.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
let rows: DeployedApps;
let app: SeededApp;

beforeAll(async () => {
  api = await startTestApi();
  rows = new DeployedApps(api.database.dataSource);
});
afterAll(() => api.stop());

beforeEach(async () => {
  app = await rows.addApp();
  await rows.scale(app, { web: 4 });
  await release();
  await endDeployment(api.database.dataSource, app.name, 'succeeded');
});

const release = () => rows.release(app, { image: 'reg/shop@sha256:1', processTypes: { web: '' } });
const update = (policy: unknown) => api.admin.patch(`/apps/${app.name}/formation/web`, { update: policy });
const policy = async () => (await api.admin.get(`/apps/${app.name}/formation/web`)).body.update;
const act = (id: string, action: string) => api.admin.post(`/apps/${app.name}/deployments/${id}/actions/${action}`);
const deployment = async (id: string) => (await api.admin.get(`/deployments/${id}`)).body;

/** What the scheduler writes when the canaries are ready. */
const getReady = (id: string) =>
  rows.query(`update deployments set canaries_since = now(), deadline_at = now() + interval '1 s' where id = $1`, [id]);

describe('an update policy', () => {
  it('is the default until something is said, keeps what is not, and goes back', async () => {
    const normal = {
      ...{ strategy: 'rolling', minimum_health_capacity: 1, maximum_over_capacity: 0.25, min_healthy_seconds: 0 },
      ...{ drain_timeout_seconds: 10, canary: 0, auto_promote_after_seconds: null, auto_revert: false },
      ...{ confirm: 'auto', keep_previous_seconds: 3600, max_error_rate: null, max_p95_ratio: null },
      ...{ canary_weight: null, canary_header: null, canary_cookie: null },
    };
    expect(await policy()).toEqual(normal);
    expect((await update({ minimum_health_capacity: 0.5, auto_revert: true })).status).toBe(200);
    await update({ strategy: 'canary', canary: 2, auto_promote_after_seconds: 60 });
    expect(await policy()).toEqual({
      ...{ ...normal, strategy: 'canary', canary: 2, auto_promote_after_seconds: 60, auto_revert: true },
    });
    expect((await update({ auto_promote_after_seconds: null })).body.update.auto_promote_after_seconds).toBeNull();
    expect((await update(null)).body.update).toEqual(normal);
    await api.admin.patch(`/apps/${app.name}/formation`, {
      updates: [{ type: 'web', update: { strategy: 'recreate' } }],
    });
    expect(await policy()).toMatchObject({
      strategy: 'recreate',
      minimum_health_capacity: 0,
      maximum_over_capacity: 0,
    });
  });

  it.each([
    [{ minimum_health_capacity: 2 }, 'would keep 8 of 4 web dynos ready'],
    [{ maximum_over_capacity: -1 }, 'would make at most 0 of 4 web dynos'],
    [{ strategy: 'canary', canary: 9 }, 'canary 9 is more than the 4 dynos that web has'],
    [{ strategy: 'recreate', minimum_health_capacity: 0.5 }, 'can neither keep 2 ready'],
    [{ strategy: 'canary', confirm: 'manual' }, 'confirm manual and keep-previous are for strategy bluegreen'],
    [{ confirm: 'perhaps' }, 'confirm'],
    [{ strategy: 'purple' }, 'rolling, canary, bluegreen, recreate'],
    [{ min_healthy_seconds: 1.5 }, 'whole seconds'],
    [{ min_healthy_seconds: '10' }, 'min_healthy_seconds'],
    [{ auto_promote_after_seconds: 'soon' }, 'auto_promote_after_seconds must be a number'],
    [{ max_parallel: 1 }, 'max_parallel'],
    [7, 'update'],
  ])('of %j is refused with what is wrong, and changes nothing', async (wish, message) => {
    const before = await policy();
    const { status, body } = await update(wish);
    expect([status, body.id]).toEqual([422, 'invalid_params']);
    expect(body.message).toContain(message);
    expect(await policy()).toEqual(before);
  });

  it('does not change its strategy under a deployment, but everything else', async () => {
    await update({ strategy: 'canary' });
    const id = await release();
    const { status, body } = await update({ strategy: 'rolling' });
    expect([status, body.deployment]).toEqual([409, id]);
    expect((await update({ canary: 2 })).status).toBe(409);
    expect((await update(null)).status).toBe(409);
    expect((await update({ auto_promote_after_seconds: 5, auto_revert: true })).status).toBe(200);
  });
});

describe('a deployment with canaries', () => {
  beforeEach(() => update({ strategy: 'canary' }));

  it('waits for promotion only when they are ready, and gets its whole time for the rest', async () => {
    const id = await release();
    expect(await deployment(id)).toMatchObject({ state: 'pending', waiting_for: null, promotes_at: null });
    expect((await act(id, 'promote')).status).toBe(409);
    await getReady(id);
    const [newest] = (await api.admin.get(`/apps/${app.name}/deployments`)).body;
    expect(newest).toMatchObject({ id, state: 'pending', waiting_for: 'promotion', promotes_at: null });
    const promoted = await act(id, 'promote');
    expect(promoted).toMatchObject({ status: 200, body: { state: 'pending', waiting_for: null } });
    expect(Date.parse(promoted.body.deadline_at) - Date.now()).toBeGreaterThan(200_000);
    expect((await act(id, 'promote')).body.id).toBe('conflict');
  });

  it('shows the same with its release', async () => {
    await getReady(await release());
    const { body } = await api.admin.get(`/apps/${app.name}/releases/2`);
    expect(body.deployment).toMatchObject({ state: 'pending', waiting_for: 'promotion' });
  });
});

describe('a deployment that keeps the old dynos', () => {
  it('serves and waits for confirmation, once', async () => {
    await update({ strategy: 'bluegreen', confirm: 'manual', keep_previous_seconds: 60 });
    const id = await release();
    expect((await act(id, 'confirm')).status).toBe(409);
    await rows.query('update deployments set promoted_at = now(), switched_at = now() where id = $1', [id]);
    expect(await deployment(id)).toMatchObject({ state: 'pending', waiting_for: 'confirmation' });
    expect((await act(id, 'promote')).status).toBe(409);
    expect((await act(id, 'confirm')).body).toMatchObject({ state: 'pending', waiting_for: null });
    expect((await act(id, 'confirm')).status).toBe(409);
  });
});

describe('a deployment that is paused', () => {
  it('stands still with its deadline, and goes on with the time it had left', async () => {
    const id = await release();
    const before = Date.parse((await deployment(id)).deadline_at);
    expect((await act(id, 'resume')).status).toBe(409);
    expect((await act(id, 'pause')).body).toMatchObject({ state: 'pending', waiting_for: 'resume' });
    expect((await act(id, 'pause')).status).toBe(409);
    await rows.query(`update deployments set paused_at = paused_at - interval '1 h' where id = $1`, [id]);
    const resumed = (await act(id, 'resume')).body;
    expect(resumed.waiting_for).toBeNull();
    expect(Math.round((Date.parse(resumed.deadline_at) - before) / 3_600_000)).toBe(1);
  });

  it('is promoted only after it goes on, and may be cancelled at any time', async () => {
    await update({ strategy: 'canary' });
    const id = await release();
    await getReady(id);
    await act(id, 'pause');
    expect((await act(id, 'promote')).status).toBe(409);
    expect((await api.admin.delete(`/deployments/${id}`)).body).toMatchObject({
      state: 'cancelled',
      waiting_for: null,
    });
    for (const action of ['pause', 'resume', 'promote', 'confirm']) expect((await act(id, action)).status).toBe(409);
  });

  it('knows no other actions, and is nobody else’s', async () => {
    const id = await release();
    expect((await act(id, 'explode')).body.message).toBe(
      'A deployment knows the actions promote, confirm, pause, resume.',
    );
    const stranger = await api.newUser(`${app.name}@example.com`);
    expect((await stranger.post(`/deployments/${id}/actions/pause`)).status).toBe(404);
  });
});
