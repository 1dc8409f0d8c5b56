import type { ApiCaller } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
let owner: ApiCaller;
let ann: ApiCaller;

beforeAll(async () => {
  api = await startTestApi();
  owner = await api.newUser('owner@example.com');
  ann = await api.newUser('ann@example.com');
  for (const name of ['staging', 'production']) await api.admin.post('/environments', { name });
  for (const environment of ['staging', 'production']) {
    await api.admin.post('/apps', { name: `shop-${environment}`, environment });
  }
  await owner.post('/apps', { name: 'apart' });
});
afterAll(() => api.stop());

const grant = (role: string, place: object = {}, user = 'ann@example.com') =>
  api.admin.post('/role-grants', { user, role, ...place });

async function ungrantAll(): Promise<void> {
  for (const { id } of (await api.admin.get('/role-grants')).body) await api.admin.delete(`/role-grants/${id}`);
}

afterEach(ungrantAll);

const setVar = (app: string, by = ann, value = '1') => by.patch(`/apps/${app}/config-vars`, { A: value });
const rollback = (app: string, by = ann) => by.post(`/apps/${app}/releases`, { release: 'v1' });

describe('a role', () => {
  it('in an environment opens its apps and no others, for as long as it is given', async () => {
    expect((await ann.get('/apps/shop-staging')).status).toBe(404);
    const { body } = await grant('deployer', { environment: 'staging' });
    expect(body).toMatchObject({ role: 'deployer', environment: { name: 'staging' }, app: null });
    expect((await ann.get('/apps')).body.map(({ name }: { name: string }) => name)).toEqual(['shop-staging']);
    expect((await setVar('shop-staging')).status).toBe(200);
    expect((await setVar('shop-production')).status).toBe(404);
    expect((await ann.get('/apps/apart')).status).toBe(404);
    expect((await ann.delete('/apps/shop-staging')).status).toBe(403);
    await api.admin.delete(`/role-grants/${body.id}`);
    expect((await ann.get('/apps/shop-staging')).status).toBe(404);
    expect((await ann.get('/apps')).body).toEqual([]);
  });

  it.each([
    ['viewer', [200, 403, 403, 403]],
    ['operator', [200, 403, 202, 403]],
    ['deployer', [200, 200, 403, 403]],
  ])('%s on an app', async (role, [reads, sets, restarts, destroys]) => {
    await grant(role, { app: 'apart' });
    expect((await ann.get('/apps/apart')).status).toBe(reads);
    expect((await setVar('apart')).status).toBe(sets);
    expect((await ann.delete('/apps/apart/dynos')).status).toBe(restarts);
    expect((await ann.delete('/apps/apart')).status).toBe(destroys);
    expect((await ann.get('/apps/shop-staging')).status).toBe(404);
  });

  it('everywhere opens every app, and what is of no app', async () => {
    await api.admin.post('/roles', { name: 'host-keeper', permissions: ['host.manage', 'app.view'] });
    expect((await ann.patch('/hosts/h9', { pool: 'x' })).status).toBe(403);
    await grant('host-keeper');
    expect((await ann.patch('/hosts/h9', { pool: 'x' })).status).toBe(404);
    expect((await ann.get('/apps')).body).toHaveLength(3);
    expect((await setVar('apart')).status).toBe(403);
    expect((await ann.get('/users')).status).toBe(403);
  });

  it('opens the deployments of an app too, as far as it goes', async () => {
    await setVar('shop-staging', api.admin, 'deployed');
    const { body: deployments } = await api.admin.get('/apps/shop-staging/deployments');
    const { id } = deployments[0];
    const { body: viewing } = await grant('viewer', { environment: 'staging' });
    for (const path of [`/deployments/${id}`, `/apps/shop-staging/deployments/${id}`]) {
      expect((await ann.get(path)).status).toBe(200);
      expect((await ann.delete(path)).status).toBe(403);
    }
    await api.admin.delete(`/role-grants/${viewing.id}`);
    expect((await ann.get(`/deployments/${id}`)).status).toBe(404);
    await grant('deployer', { environment: 'staging' });
    expect([200, 409]).toContain((await ann.delete(`/deployments/${id}`)).status);
  });

  it('of one’s own making is as fine as the tree: who may roll back may not deploy', async () => {
    const made = await api.admin.post('/roles', { name: 'release-manager', permissions: ['app.rollback'] });
    expect(made).toMatchObject({ status: 201, body: { permissions: ['app.view', 'app.rollback'], built_in: false } });
    await grant('release-manager', { environment: 'staging' });
    expect((await rollback('shop-staging')).body.id).toBe('invalid_params');
    const deploy = await ann.post('/apps/shop-staging/releases', { image_tag: 'one' });
    expect(deploy).toMatchObject({ status: 403, body: { message: expect.stringContaining('deploy') } });
    expect((await setVar('shop-staging')).status).toBe(403);
    await api.admin.delete('/roles/release-manager');
    expect((await ann.get('/apps/shop-staging')).status).toBe(404);
  });

  it('adds to what a collaborator was given, and limits of a token cut both', async () => {
    await owner.post('/apps/apart/collaborators', { user: 'ann@example.com', permissions: ['view'] });
    await grant('operator', { app: 'apart' });
    expect((await ann.delete('/apps/apart/dynos')).status).toBe(202);
    expect((await setVar('apart')).status).toBe(403);
    const limited = await ann.post('/oauth/authorizations', {
      description: 'ci',
      permissions: ['app.view'],
      app: 'apart',
    });
    const headers = { authorization: `Bearer ${limited.body.access_token.token}` };
    expect((await fetch(`${api.url}/apps/apart`, { headers })).status).toBe(200);
    expect((await fetch(`${api.url}/apps/apart/dynos`, { method: 'DELETE', headers })).status).toBe(403);
    await owner.delete('/apps/apart/collaborators/ann@example.com');
  });

  it('is made and given by administrators only, and only what there is', async () => {
    expect((await ann.post('/roles', { name: 'mine', permissions: ['app'] })).status).toBe(403);
    expect((await ann.post('/role-grants', { user: 'ann@example.com', role: 'owner' })).status).toBe(403);
    expect((await ann.get('/role-grants')).status).toBe(403);
    expect((await ann.get('/roles')).body.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['owner', 'admin', 'deployer', 'operator', 'viewer']),
    );
    expect((await grant('nobody')).status).toBe(404);
    expect((await grant('viewer', { environment: 'nowhere' })).status).toBe(404);
    expect((await grant('viewer', {}, 'nobody@example.com')).status).toBe(404);
    expect((await grant('viewer', { app: 'apart', environment: 'staging' })).status).toBe(422);
    expect((await api.admin.post('/roles', { name: 'x1', permissions: ['app.fly'] })).status).toBe(422);
    expect((await api.admin.post('/roles', { name: 'x1', permissions: [] })).status).toBe(422);
    expect((await api.admin.post('/roles', { name: 'viewer', permissions: ['app'] })).status).toBe(422);
    expect((await api.admin.delete('/roles/viewer')).status).toBe(422);
    expect((await grant('viewer')).body.id).toBe((await grant('viewer')).body.id);
  });
});

describe('an environment', () => {
  it('takes apps of whoever has a role there that says so', async () => {
    expect((await ann.post('/apps', { name: 'anns', environment: 'staging' })).status).toBe(403);
    await grant('deployer', { environment: 'staging' });
    expect((await ann.post('/apps', { name: 'anns', environment: 'production' })).status).toBe(403);
    const made = await ann.post('/apps', { name: 'anns', space: 'staging' });
    expect(made).toMatchObject({ status: 201, body: { environment: { name: 'staging' } } });
    expect((await ann.post('/apps', { name: 'free' })).body.environment).toBeNull();
    expect((await ann.post('/apps', { name: 'lost', environment: 'nowhere' })).status).toBe(404);
  });

  it('is made by administrators, and goes when nothing is in it', async () => {
    expect((await ann.post('/environments', { name: 'mine' })).status).toBe(403);
    expect((await api.admin.post('/environments', { name: 'No!' })).status).toBe(422);
    expect((await api.admin.post('/environments', { name: 'staging' })).status).toBe(422);
    expect((await api.admin.delete('/environments/staging')).body.id).toBe('conflict');
    await api.admin.post('/environments', { name: 'passing' });
    expect((await api.admin.delete('/environments/passing')).status).toBe(200);
    expect((await ann.get('/spaces')).body).toMatchObject([{ name: 'production' }, { name: 'staging' }]);
  });
});
