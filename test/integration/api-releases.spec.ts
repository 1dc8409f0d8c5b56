import { randomBytes } from 'node:crypto';
import type { Dyno } from '@jujube/contract/dyno.js';
import { writeWaitingSlots, type WaitingSlot } from '@jujube/database/waiting-slots/write-waiting-slots.js';
import { callerOf } from '../support/api-caller.js';
import { addDyno, addHost, endDeployment } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';
import { pushTestImage, testRegistry } from '../support/test-registry.js';

const app = `rel-${randomBytes(4).toString('hex')}`;
let api: TestApi;
let digest: string;

beforeAll(async () => {
  api = await startTestApi({
    REGISTRY_URL: process.env.TEST_REGISTRY_URL!,
    REGISTRY_TOKEN_KEY_FILE: process.env.TEST_REGISTRY_TOKEN_KEY_FILE!,
    REGISTRY_TOKEN_CERT_FILE: process.env.TEST_REGISTRY_TOKEN_CERT_FILE!,
  });
  await api.admin.post('/apps', { name: app });
  digest = await pushTestImage(app, 'one');
});
afterAll(() => api.stop());

const release = (body: object) => api.admin.post(`/apps/${app}/releases`, body);
const succeed = () => endDeployment(api.database.dataSource, app, 'succeeded');

describe('releases', () => {
  it('of a pushed tag hold its digest, bring web=1 and wait for their dynos', async () => {
    const { status, body } = await release({ image_tag: 'one' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      version: 2,
      description: 'Deploy one',
      status: 'pending',
      current: false,
      image: `${testRegistry().host}/${app}@${digest}`,
      image_tag: 'one',
      process_types: { web: '' },
      deployment: { state: 'pending', reason: null },
    });
    expect((await api.admin.get(`/apps/${app}/formation`)).body).toMatchObject([
      { type: 'web', quantity: 1, memory_mib: 256 },
    ]);
  });

  it('of a pushed tag are refused while another is deployed, with the one in the way, unless forced', async () => {
    const { status, body } = await release({ image_tag: 'one' });
    const [{ id }] = (await api.admin.get(`/apps/${app}/deployments`)).body;
    expect(status).toBe(409);
    expect(body).toMatchObject({ id: 'conflict', deployment: id, version: 2 });
    expect((await release({ image_tag: 'one', force: true })).body.version).toBe(3);
    expect((await api.admin.get(`/apps/${app}/releases/2`)).body).toMatchObject({
      status: 'expired',
      deployment: { state: 'superseded', reason: 'superseded by v3' },
    });
    await succeed();
    expect((await api.admin.get(`/apps/${app}/releases/v3`)).body).toMatchObject({
      status: 'succeeded',
      current: true,
    });
  });

  it('keep image and process types when the config changes', async () => {
    await api.admin.patch(`/apps/${app}/config-vars`, { GREETING: 'hi' });
    const { body } = await api.admin.get(`/apps/${app}/releases/4`);
    expect(body).toMatchObject({
      image: `${testRegistry().host}/${app}@${digest}`,
      process_types: { web: '' },
      status: 'pending',
    });
  });

  it('that failed say why, are no rollback target, and are not built upon', async () => {
    await endDeployment(api.database.dataSource, app, 'failed');
    const failed = await api.admin.get(`/apps/${app}/releases/4`);
    expect(failed.body).toMatchObject({
      status: 'failed',
      current: false,
      eligible_for_rollback: false,
      deployment: { reason: 'web.1 was not healthy before the deadline', log_excerpt: 'app[web.1]: no such module' },
    });
    expect((await api.admin.get(`/apps/${app}/releases/3`)).body.current).toBe(true);
    expect((await release({ release: 'v4' })).status).toBe(422);
  });

  it('roll back to image, config and process types of an earlier one; quantities stay', async () => {
    await api.admin.patch(`/apps/${app}/formation/web`, { quantity: 3 });
    const { status, body } = await release({ release: 'v3' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 5, description: 'Rollback to v3', image_tag: null });
    expect((await api.admin.get(`/apps/${app}/config-vars`)).body).toEqual({});
    expect((await api.admin.get(`/apps/${app}/formation/web`)).body.quantity).toBe(3);
    await succeed();
    const { body: target } = await api.admin.get(`/apps/${app}/releases/3`);
    expect((await release({ slug: target.id })).body.description).toBe('Rollback to v3');
    expect((await release({ release: 'v99' })).status).toBe(404);
  });

  it('are cancelled with their deployment, once', async () => {
    const [{ id, release: of }] = (await api.admin.get(`/apps/${app}/deployments`)).body;
    expect(of.version).toBe(6);
    const cancelled = await api.admin.delete(`/deployments/${id}`);
    expect(cancelled.body).toMatchObject({ id, state: 'cancelled', reason: 'cancelled by admin@localhost' });
    expect((await api.admin.delete(`/apps/${app}/deployments/${id}`)).status).toBe(409);
    expect((await api.admin.get(`/apps/${app}/releases/6`)).body.status).toBe('expired');
  });

  it('leave a name that is in use simply taken', async () => {
    const taken = await api.admin.post('/apps', { name: app });
    expect(taken).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect(taken.body.message).toBe(`Name ${app} is already taken. Choose another name for the app.`);
  });

  it('keep the former name of a renamed app taken, since their images lie under it', async () => {
    await api.admin.patch(`/apps/${app}`, { name: `${app}-new` });
    const taken = await api.admin.post('/apps', { name: app });
    expect(taken).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect(taken.body.message).toBe(`Name ${app} is already taken: images of ${app}-new are kept under it.`);
    expect((await api.admin.patch(`/apps/${app}-new`, { name: app })).status).toBe(200);
  });

  it('are refused for images that were not pushed, or not here', async () => {
    expect((await release({ image_tag: 'nothing' })).body).toMatchObject({ id: 'not_found', resource: 'image' });
    for (const tag of ['docker.io/library/nginx:1', `${testRegistry().host}/other:one`, '../x', '-v', 'a b']) {
      expect(await release({ image_tag: tag })).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    }
    expect((await release({})).body.message).toBe('Give either release (to roll back to) or image_tag (to deploy).');
  });
});

describe('dynos', () => {
  it('are shown with host, health and release, one by one and together', async () => {
    const hostId = await addHost(api.database.dataSource, { name: 'h1' });
    const id = await addDyno(api.database.dataSource, { app, hostId });
    await addDyno(api.database.dataSource, { app, hostId, slot: 2, state: 'crashed' });
    await addDyno(api.database.dataSource, { app, hostId, slot: 3, state: 'stopped' });
    const { body } = await api.admin.get(`/apps/${app}/dynos`);
    expect(body).toMatchObject([
      { id, name: 'web.1', state: 'up', healthy: true, host: { id: hostId, name: 'h1' }, size: '50m-256Mi' },
      { name: 'web.2', state: 'crashed', healthy: false },
    ]);
    expect((await api.admin.get(`/apps/${app}/dynos/web.1`)).body.id).toBe(id);
    expect((await api.admin.get(`/apps/${app}/dynos/web.9`)).status).toBe(404);
  });

  it('that do not run are shown with what they wait for', async () => {
    const [{ id: appId }] = await api.database.dataSource.query('select id from apps where name = $1', [app]);
    const waiting = (...slots: Omit<WaitingSlot, 'appId' | 'processType'>[]) =>
      api.database.dataSource.transaction((manager) =>
        writeWaitingSlots(
          manager,
          slots.map((slot) => ({ ...slot, appId, processType: 'web' })),
        ),
      );
    const retryAt = new Date(Date.now() + 60_000);
    await waiting(
      { slot: 2, state: 'crashed', reason: 'crashed 3 times', retryAt },
      { slot: 3, state: 'blocked', reason: 'no host fits web.3: 1 lacks memory', retryAt: null },
    );
    const { body } = await api.admin.get(`/apps/${app}/dynos`);
    expect(body.map(({ name, state }: Dyno) => `${name} ${state}`)).toEqual([
      'web.1 up',
      'web.2 crashed',
      'web.3 blocked',
    ]);
    expect(body[1].reason).toMatch(/crashed 3 times, starts again in [1-6]\d s$/);
    expect(body[2]).toMatchObject({
      name: 'web.3',
      state: 'blocked',
      host: null,
      healthy: false,
      reason: 'no host fits web.3: 1 lacks memory',
      command: '',
    });
    await waiting();
    expect((await api.admin.get(`/apps/${app}/dynos`)).body).toHaveLength(2);
  });

  it('are restarted and stopped by slot, by type and all', async () => {
    const wishes = () =>
      api.database.dataSource.query('select slot, is_stopped as "isStopped", restart from slot_wishes order by slot');
    expect((await api.admin.delete(`/apps/${app}/dynos/web.2`)).status).toBe(202);
    expect((await api.admin.post(`/apps/${app}/dynos/web.1/actions/stop`)).status).toBe(202);
    expect((await api.admin.get(`/apps/${app}/dynos/web.1`)).body.state).toBe('up');
    await api.database.dataSource.query(`update dynos set state = 'stopped' where slot = 1`);
    expect((await api.admin.get(`/apps/${app}/dynos/web.1`)).body).toMatchObject({
      state: 'down',
      host: null,
      reason: 'stopped by ps:stop',
    });
    expect(await wishes()).toEqual([
      { slot: 1, isStopped: true, restart: 0 },
      { slot: 2, isStopped: false, restart: 1 },
    ]);
    await api.admin.delete(`/apps/${app}/dynos`);
    await api.admin.delete(`/apps/${app}/formations/web`);
    expect((await wishes())[0]).toEqual({ slot: 0, isStopped: false, restart: 2 });
    expect((await wishes())[1].isStopped).toBe(false);
    await api.admin.post(`/apps/${app}/formations/web/actions/stop`);
    expect((await wishes()).slice(1).every(({ isStopped }: { isStopped: boolean }) => isStopped)).toBe(true);
    await api.admin.patch(`/apps/${app}/formation/web`, { quantity: '+1' });
    expect((await wishes()).some(({ isStopped }: { isStopped: boolean }) => isStopped)).toBe(false);
    expect((await api.admin.delete(`/apps/${app}/formations/clock`)).status).toBe(404);
    expect((await api.admin.delete(`/apps/${app}/dynos/web.5`)).status).toBe(404);
  });
});

describe('tokens for the registry', () => {
  const claims = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()).access;

  it('open what the caller may push and pull, and nothing else', async () => {
    const scopes = [
      `repository:${app}:push,pull,delete`,
      'repository:no-such-app:pull',
      `repository:${app}/worker:push,pull`,
      ...['Worker', 'worker/more', 'worker/../../other', ''].map((below) => `repository:${app}/${below}:push,pull`),
      'repository:no-such-app/worker:pull',
      'repository:jujube/base:push,pull',
      'registry:catalog:*',
    ];
    const query = scopes.map((scope) => `scope=${scope}`).join('&');
    expect(claims((await api.admin.get(`/registry/token?${query}`)).body.token)).toEqual([
      { type: 'repository', name: app, actions: ['push', 'pull'] },
      { type: 'repository', name: `${app}/worker`, actions: ['push', 'pull'] },
      { type: 'repository', name: 'jujube/base', actions: ['push', 'pull'] },
    ]);
    const stranger = await api.newUser('stranger@example.com');
    expect(claims((await stranger.get(`/registry/token?${query}`)).body.token)).toEqual([
      { type: 'repository', name: 'jujube/base', actions: ['pull'] },
    ]);
    expect((await callerOf(api.url, null).get(`/registry/token?${query}`)).status).toBe(401);
    expect((await api.admin.get('/registry/token?scope=nonsense')).status).toBe(422);
  });

  it('let docker in: the registry takes them', async () => {
    const { body } = await api.admin.get(`/registry/token?service=jujube-registry&scope=repository:${app}:pull`);
    const manifest = await fetch(`${testRegistry().url}/v2/${app}/manifests/one`, {
      headers: {
        authorization: `Bearer ${body.token}`,
        accept: 'application/vnd.docker.distribution.manifest.v2+json',
      },
    });
    expect(manifest.headers.get('docker-content-digest')).toBe(digest);
  });
});
