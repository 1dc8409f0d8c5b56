import type { ApiCaller } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

interface Route {
  method: string;
  path: string;
  permission: string;
}

/** What each word opens, as the README promises. */
const OPENED: Readonly<Record<string, readonly string[]>> = {
  view: ['app.read', 'release.read', 'dyno.read', 'build.read', 'log.read'],
  deploy: ['config.read', 'config.write', 'release.write', 'release.rollback', 'build.write', 'dyno.run'],
  operate: ['dyno.write', 'domain.write', 'app.write'],
  manage: ['app.manage'],
};

let api: TestApi;
let owner: ApiCaller;
let guest: ApiCaller;
let routes: Route[];

beforeAll(async () => {
  api = await startTestApi();
  owner = await api.newUser('owner@example.com');
  guest = await api.newUser('guest@example.com');
  await owner.post('/apps', { name: 'shop' });
  const { body } = await api.admin.get('/openapi.json');
  routes = Object.entries(body.paths as Record<string, Record<string, Record<string, string>>>)
    .filter(([path]) => /^(\/teams)?\/apps\/\{app\}/.test(path))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => {
        return { method: method.toUpperCase(), path, permission: operation['x-permission']! };
      }),
    );
});
afterAll(() => api.stop());

// one would end the test's app: what may destroy it is told below; the other says whose it is, which only its owner may
const ELSEWHERE = ['DELETE /apps/{app}', 'PATCH /teams/apps/{app}'];

const give = async (permissions: string[]) => {
  await owner.delete('/apps/shop/collaborators/guest@example.com');
  const { status } = await owner.post('/apps/shop/collaborators', { user: 'guest@example.com', permissions });
  expect(status).toBe(201);
};

const call = (caller: ApiCaller, { method, path }: Route) =>
  caller[method.toLowerCase() as 'post'](path.replace('{app}', 'shop').replaceAll(/\{\w+\}/g, 'x'));

describe('a collaborator', () => {
  it('is let into every route below an app that their words open, and into no other', async () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter(({ permission }) => permission === undefined)).toEqual([]);
    for (const words of [['view'], ['view', 'deploy'], ['view', 'operate'], ['view', 'manage']]) {
      await give(words);
      const open = words.flatMap((word) => OPENED[word]!);
      for (const route of routes.filter(({ method, path }) => !ELSEWHERE.includes(`${method} ${path}`))) {
        const { status, body } = await call(guest, route);
        const isRefused = status === 403 && body.id === 'forbidden';
        expect([words, route, isRefused]).toEqual([words, route, !open.includes(route.permission)]);
        expect([route, body?.resource === 'app']).toEqual([route, false]);
      }
    }
  });

  it('sees the app in the list, and is told what is missing', async () => {
    await give([]);
    expect((await guest.get('/apps')).body.map(({ name }: { name: string }) => name)).toEqual(['shop']);
    const refused = await guest.patch('/apps/shop/config-vars', { A: '1' });
    expect(refused).toMatchObject({ status: 403, body: { id: 'forbidden' } });
    expect(refused.body.message).toContain('it needs the permission deploy');
    expect((await owner.get('/apps/shop/config-vars')).body).toEqual({});
  });

  it('with the usual words does all but manage: no renaming, destroying, letting others in', async () => {
    await owner.delete('/apps/shop/collaborators/guest@example.com');
    const added = await owner.post('/apps/shop/collaborators', { user: 'guest@example.com' });
    const words = added.body.permissions.map(({ name }: { name: string }) => name);
    expect(words).toEqual(['view', 'deploy', 'operate']);
    expect((await guest.patch('/apps/shop', { maintenance: true })).body.maintenance).toBe(true);
    const { id } = added.body;
    for (const answer of [
      await guest.patch('/apps/shop', { name: 'mine' }),
      await guest.delete('/apps/shop'),
      await guest.post('/apps/shop/collaborators', { user: 'admin@localhost' }),
      await guest.patch(`/apps/shop/collaborators/${id}`, { permissions: ['manage'] }),
      await guest.delete('/apps/shop/collaborators/owner@example.com'),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { id: 'forbidden' } });
    }
    expect((await owner.get('/apps/shop')).body.name).toBe('shop');
  });

  it('finds deployments without the app in the path only as far as they may', async () => {
    await give(['view']);
    const path = await anyDeployment();
    expect((await guest.get(path)).status).toBe(200);
    expect((await guest.delete(path)).status).toBe(403);
    expect((await guest.post(`${path}/actions/pause`)).status).toBe(403);
    await give(['deploy']);
    expect((await guest.delete(path)).status).not.toBe(403);
    await owner.delete('/apps/shop/collaborators/guest@example.com');
    expect((await guest.get(path)).status).toBe(404);
  });

  it('loses it all at once when removed', async () => {
    await give(['manage', 'deploy']);
    expect((await guest.get('/apps/shop')).status).toBe(200);
    expect((await guest.delete('/apps/shop/collaborators/guest@example.com')).status).toBe(200);
    expect(await guest.get('/apps/shop')).toMatchObject({ status: 404, body: { resource: 'app' } });
    expect((await guest.get('/apps')).body).toEqual([]);
  });

  it('is somebody else than the owner, once, with words that there are', async () => {
    await give(['deploy']);
    const again = await owner.post('/apps/shop/collaborators', { user: 'guest@example.com' });
    expect(again).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect((await owner.post('/apps/shop/collaborators', { user: 'owner@example.com' })).status).toBe(422);
    expect((await owner.post('/apps/shop/collaborators', { user: 'no@example.com' })).body.resource).toBe('user');
    expect((await owner.post('/apps/shop/collaborators', { user: 'x', permissions: ['root'] })).status).toBe(422);
    expect((await owner.delete('/apps/shop/collaborators/owner@example.com')).status).toBe(422);
    const { body } = await owner.get('/apps/shop/collaborators');
    expect(body.map(({ role, user }: { role: string; user: { email: string } }) => [role, user.email])).toEqual([
      ['owner', 'owner@example.com'],
      ['collaborator', 'guest@example.com'],
    ]);
  });
});

async function anyDeployment(): Promise<string> {
  const [row] = await api.database.dataSource.query(
    `with made as (insert into releases (app_id, version, description, config_encrypted, created_by)
       select id, 1000, 'for a deployment', '', owner_id from apps where name = 'shop' returning id, app_id)
     insert into deployments (app_id, release_id, state, deadline_at)
     select app_id, id, 'pending', now() + interval '1 hour' from made returning id`,
  );
  return `/deployments/${row.id}`;
}
