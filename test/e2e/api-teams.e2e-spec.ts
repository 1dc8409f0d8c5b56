import { callerOf, type ApiCaller } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
let ann: ApiCaller;
let ben: ApiCaller;
let eve: ApiCaller;

beforeAll(async () => {
  api = await startTestApi();
  ann = await api.newUser('ann@example.com');
  ben = await api.newUser('ben@example.com');
  eve = await api.newUser('eve@example.com');
});
afterAll(() => api.stop());

beforeEach(async () => {
  for (const statement of ['delete from apps', 'delete from teams', 'delete from environments']) {
    await api.database.dataSource.query(statement);
  }
  await ann.post('/teams', { name: 'acme' });
  await ann.post('/teams/apps', { name: 'shop', team: 'acme' });
});

const setMember = (name: string, role: string, by = ann) =>
  by.put('/teams/acme/members', { email: `${name}@example.com`, role });
const setVar = (by: ApiCaller, app = 'shop') => by.patch(`/apps/${app}/config-vars`, { A: '1' });
const statusesOf = async (by: ApiCaller) => [
  (await by.get('/apps/shop')).status,
  (await setVar(by)).status,
  (await by.delete('/apps/shop/dynos')).status,
  (await by.patch('/apps/shop', { name: 'shop' })).status,
  (await by.patch('/teams/apps/shop', { locked: false })).status,
];

describe('the app of a team', () => {
  it.each([
    ['admin', [200, 200, 202, 200, 200]],
    ['member', [200, 200, 202, 403, 403]],
    ['viewer', [200, 403, 403, 403, 403]],
    ['collaborator', [404, 404, 404, 404, 404]],
  ])('opens to its %s as far as the role goes', async (role, statuses) => {
    expect((await setMember('ben', role)).status).toBe(200);
    expect(await statusesOf(ben)).toEqual(statuses);
    expect(await statusesOf(eve)).toEqual([404, 404, 404, 404, 404]);
    const names = (await ben.get('/apps')).body.map(({ name }: { name: string }) => name);
    expect(names).toEqual(role === 'collaborator' ? [] : ['shop']);
  });

  it('is nobody’s alone: who made it has nothing of it any more once out of the team', async () => {
    await setMember('ben', 'admin');
    expect((await ben.delete('/teams/acme/members/ann@example.com')).status).toBe(200);
    expect(await statusesOf(ann)).toEqual([404, 404, 404, 404, 404]);
    expect((await ben.get('/apps/shop')).body).toMatchObject({
      team: { name: 'acme' },
      owner: { email: 'acme@herokumanager.com' },
    });
  });

  it('is closed to members while it is locked, but to those who were let in', async () => {
    await setMember('ben', 'member');
    await setMember('eve', 'member');
    await ann.patch('/teams/apps/shop', { locked: true });
    await ann.post('/apps/shop/collaborators', { user: 'eve@example.com', permissions: ['view'] });
    expect((await ben.get('/apps/shop')).status).toBe(404);
    expect((await eve.get('/apps/shop')).status).toBe(200);
    expect((await ben.get('/teams/acme/apps')).body).toEqual([]);
    const { body } = await ann.get('/apps/shop/collaborators');
    const roles = (body as { user: { email: string }; role: string }[]).map(({ user, role }) => [user.email, role]);
    expect(roles).toEqual([
      ['ann@example.com', 'admin'],
      ['eve@example.com', 'collaborator'],
    ]);
    expect((await ann.delete('/apps/shop/collaborators/ann@example.com')).status).toBe(422);
  });

  it('is given away by its administrators only, to a team or to a member', async () => {
    await setMember('ben', 'member');
    await eve.post('/teams', { name: 'others' });
    await ann.post('/apps/shop/collaborators', { user: 'eve@example.com', permissions: ['manage'] });
    expect((await eve.patch('/teams/apps/shop', { owner: 'others' })).status).toBe(403);
    expect((await ann.patch('/teams/apps/shop', { owner: 'others' })).status).toBe(404);
    expect((await ann.patch('/teams/apps/shop', { owner: 'nobody@example.com' })).status).toBe(404);
    expect((await ann.patch('/teams/apps/shop', { owner: 'ben@example.com' })).body).toMatchObject({
      team: null,
      owner: { email: 'ben@example.com' },
    });
    expect((await ann.get('/apps/shop')).status).toBe(404);
    await setMember('ben', 'member');
    expect((await ben.patch('/teams/apps/shop', { owner: 'acme' })).body).toMatchObject({ team: { name: 'acme' } });
    expect((await ann.get('/apps/shop')).status).toBe(200);
  });
});

describe('a team', () => {
  it('is unknown to others, and ruled by its administrators', async () => {
    await setMember('ben', 'viewer');
    for (const path of ['/teams/acme', '/teams/acme/members', '/teams/acme/apps']) {
      expect((await eve.get(path)).body).toMatchObject({ id: 'not_found', resource: 'team' });
      expect((await ben.get(path)).status).toBe(200);
    }
    expect((await setMember('eve', 'member', ben)).status).toBe(403);
    expect((await ben.post('/teams/apps', { team: 'acme' })).status).toBe(403);
    expect((await ben.delete('/teams/acme')).status).toBe(403);
    expect((await ben.delete('/teams/acme/members/ben@example.com')).status).toBe(200);
    expect((await ben.get('/teams/acme')).status).toBe(404);
  });

  it('keeps an administrator, and stays while it owns apps', async () => {
    expect((await setMember('ann', 'member')).body).toMatchObject({ id: 'conflict' });
    expect((await ann.delete('/teams/acme/members/ann@example.com')).body).toMatchObject({ id: 'conflict' });
    expect((await ann.delete('/teams/acme')).body).toMatchObject({
      id: 'conflict',
      message: expect.stringContaining('shop'),
    });
    await ann.delete('/apps/shop');
    expect((await ann.delete('/teams/acme')).status).toBe(200);
    expect((await ann.post('/teams', { name: 'permissions' })).status).toBe(422);
  });

  it('gets a role, and its members have it for as long as they are in', async () => {
    await api.admin.post('/environments', { name: 'staging' });
    await api.admin.post('/apps', { name: 'stage', environment: 'staging' });
    const granted = await api.admin.post('/role-grants', { user: 'acme', role: 'deployer', environment: 'staging' });
    expect(granted.body).toMatchObject({ user: null, team: { name: 'acme' }, role: 'deployer' });
    expect((await setVar(ben, 'stage')).status).toBe(404);
    await setMember('ben', 'viewer');
    expect((await setVar(ben, 'stage')).status).toBe(200);
    expect((await ben.post('/apps', { name: 'bens', environment: 'staging' })).status).toBe(201);
    await ann.delete('/teams/acme/members/ben@example.com');
    expect((await setVar(ben, 'stage')).status).toBe(404);
  });

  it('cannot be changed with a limited token', async () => {
    const { body } = await ann.post('/oauth/authorizations', { permissions: ['app', 'role', 'user'] });
    const limited = callerOf(api.url, body.access_token.token as string);
    const change = { email: 'eve@example.com', role: 'admin' };
    expect((await limited.put('/teams/acme/members', change)).status).toBe(403);
  });
});

describe('a deployment', () => {
  it('is found by its id by those who have its app by a role', async () => {
    const { dataSource } = api.database;
    const [{ id }] = await dataSource.query(
      `select d.id from deployments d join apps a on a.id = d.app_id where a.name = 'shop'`,
    );
    expect((await ben.get(`/deployments/${id}`)).status).toBe(404);
    await setMember('ben', 'viewer');
    expect((await ben.get(`/deployments/${id}`)).status).toBe(200);
  });
});
