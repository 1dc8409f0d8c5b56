import { callerOf, type ApiCaller } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

interface Route {
  method: string;
  path: string;
  permission: string | undefined;
}

/** What a token to look at, and one to deploy, may do at most. */
const LOOKS = ['app.read', 'release.read', 'dyno.read', 'build.read', 'log.read'];
const DEPLOYS = [
  ...LOOKS,
  'config.read',
  'config.write',
  'release.write',
  'release.rollback',
  'build.write',
  'dyno.run',
];
/** Of every token; the last two hold its limits against what is asked for in them. */
const ALWAYS = ['account.read', 'registry.token', 'command.run'];

let api: TestApi;
let owner: ApiCaller;
let routes: Route[];

beforeAll(async () => {
  api = await startTestApi();
  owner = await api.newUser('owner@example.com');
  for (const name of ['shop', 'other']) await owner.post('/apps', { name });
  const { body } = await api.admin.get('/openapi.json');
  routes = Object.entries(body.paths as Record<string, Record<string, Record<string, string>>>).flatMap(
    ([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => {
        return { method: method.toUpperCase(), path, permission: operation['x-permission'] };
      }),
  );
});
afterAll(() => api.stop());

async function limited(by: ApiCaller, limits: { app?: string; permissions?: string[] }) {
  const { status, body } = await by.post('/oauth/authorizations', limits);
  expect(status).toBe(201);
  return { body, caller: callerOf(api.url, body.access_token.token) };
}

const call = (caller: ApiCaller, { method, path }: Route, app = 'shop') =>
  caller[method.toLowerCase() as 'post'](path.replace('{app}', app).replaceAll(/\{\w+\}/g, 'x'));

const isRefused = ({ status, body }: { status: number; body: { message: string } }) =>
  status === 403 && /^This token|may not do this/.test(body.message);

describe('a limited token', () => {
  it.each([
    { permissions: ['app.view'], open: LOOKS },
    { permissions: ['app.deploy'], open: DEPLOYS },
  ])('of an administrator opens on every route what $permissions opens, and nothing else', async (one) => {
    const { caller } = await limited(api.admin, { permissions: one.permissions });
    const closed = routes.filter(({ permission }) => permission !== undefined);
    expect(closed.length).toBeGreaterThan(80);
    for (const route of closed.filter(({ path }) => path !== '/v2/events')) {
      const isOpen = [...one.open, ...ALWAYS].includes(route.permission!);
      expect([route, isRefused(await call(caller, route))]).toEqual([route, !isOpen]);
    }
  });

  it('for one app opens this one below its path, no other, and no list of all', async () => {
    const { caller, body } = await limited(api.admin, { app: 'shop', permissions: ['app.deploy'] });
    expect(body).toMatchObject({ scope: ['app.view', 'app.deploy'], app: { name: 'shop' } });
    for (const route of routes.filter(({ permission }) => permission !== undefined)) {
      const isBelow = /^(\/teams\/apps|\/apps|\/registry\/v2)\/\{app\}/.test(route.path);
      const isOpen = ALWAYS.includes(route.permission!) || (isBelow && DEPLOYS.includes(route.permission!));
      expect([route, isRefused(await call(caller, route))]).toEqual([route, !isOpen]);
      if (isBelow && isOpen) expect((await call(caller, route, 'other')).body).toMatchObject({ resource: 'app' });
    }
  });

  it('deploys: sets config vars and makes releases, also as a command', async () => {
    const { caller } = await limited(owner, { app: 'shop', permissions: ['app.deploy'] });
    expect((await caller.patch('/apps/shop/config-vars', { A: '1' })).status).toBe(200);
    const done = await caller.post('/commands', { command: 'config:get A -a shop' });
    expect(done.body).toMatchObject({ rc: 0, stdout: '1\n' });
    const scaled = await caller.post('/commands', { command: 'ps:scale web=1 -a shop' });
    expect(scaled.body.rc).toBe(1);
    expect(JSON.stringify(scaled.body)).toContain('tokens:create --permission app.operate');
    expect((await caller.patch('/apps/shop/config-vars', { A: null })).status).toBe(200);
  });

  it('renames no app and makes no token, whatever its owner may', async () => {
    const { caller } = await limited(owner, { permissions: ['app.operate'] });
    expect((await caller.patch('/apps/shop', { maintenance: true })).status).toBe(200);
    expect((await caller.patch('/apps/shop', { name: 'mine' })).status).toBe(403);
    const { caller: whole } = await limited(owner, { permissions: ['app', 'token'] });
    for (const wish of [{}, { permissions: ['app.view'] }]) {
      expect((await whole.post('/oauth/authorizations', wish)).status).toBe(403);
    }
  });

  it('does no more by Marathon’s API than by the others: no scaling, no new app, no end of one', async () => {
    const { caller: deploys } = await limited(owner, { permissions: ['app.deploy'] });
    const { caller: operates } = await limited(owner, { permissions: ['app.operate'] });
    const container = { type: 'DOCKER', docker: { image: 'one' } };
    const scaled = await deploys.put('/v2/apps/shop', { instances: 3 });
    expect(scaled).toMatchObject({ status: 403, body: { message: expect.stringContaining('app.operate') } });
    const made = await deploys.put('/v2/apps/brand-new', { container });
    expect(made).toMatchObject({ status: 403, body: { message: expect.stringContaining('app.create') } });
    expect((await operates.delete('/v2/apps/shop')).status).toBe(403);
    expect((await owner.get('/apps/shop')).status).toBe(200);
  });

  it('opens no more than its owner may at that time', async () => {
    const guest = await api.newUser('guest@example.com');
    await owner.post('/apps/shop/collaborators', { user: 'guest@example.com', permissions: ['deploy'] });
    const { caller } = await limited(guest, { app: 'shop', permissions: ['app'] });
    expect((await caller.patch('/apps/shop/config-vars', { B: '1' })).status).toBe(200);
    expect((await caller.patch('/apps/shop', { maintenance: false })).status).toBe(403);
    await owner.patch('/apps/shop/collaborators/guest@example.com', { permissions: ['view'] });
    expect((await caller.patch('/apps/shop/config-vars', { B: null })).status).toBe(403);
    await owner.delete('/apps/shop/collaborators/guest@example.com');
    expect((await caller.get('/apps/shop')).status).toBe(404);
  });

  it('goes with its app', async () => {
    await owner.post('/apps', { name: 'passing' });
    const { caller } = await limited(owner, { app: 'passing' });
    expect((await caller.get('/apps/passing')).status).toBe(200);
    await owner.delete('/apps/passing');
    await owner.post('/apps', { name: 'passing' });
    expect((await owner.get('/apps/passing')).status).toBe(200);
    expect([401, 404]).toContain((await caller.get('/apps/passing')).status);
  });

  it('is made of names that there are, for an app that there is', async () => {
    const wrong = await owner.post('/oauth/authorizations', { permissions: ['app.everything'] });
    expect(wrong).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect(wrong.body.message).toContain('app.deploy');
    expect((await owner.post('/oauth/authorizations', { app: 'nothing' })).body.resource).toBe('app');
  });
});
