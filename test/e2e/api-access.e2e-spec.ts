import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { MarkedRoutes } from '../../apps/api/src/auth/marked-routes.js';
import { Public } from '../../apps/api/src/auth/permission.js';
import { callerOf, type ApiCaller } from '../support/api-caller.js';
import { ADMIN_LOGIN, startTestApi, type TestApi } from '../support/test-api.js';

/** Routes that check a capability in their URL instead, or say nothing about anybody. */
const OPEN = ['GET /healthz', 'GET /openapi.json', 'GET /log-streams/{secret}', 'GET /builds/{build}/output'].concat([
  'PUT /sources/{source}/{secret}',
  'GET /sources/{source}/{secret}',
  'GET /ping',
  'POST /invitations/actions/accept',
  'POST /auth',
  'GET /auth/cli/{login}',
]);

let api: TestApi;
let stranger: ApiCaller;
let routes: { method: string; path: string }[];

beforeAll(async () => {
  api = await startTestApi({ API_RATE_LIMIT: 'none' });
  stranger = await api.newUser('stranger@example.com');
  await api.admin.post('/apps', { name: 'shop' });
  const { body } = await api.admin.get('/openapi.json');
  routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })),
  );
});
afterAll(() => api.stop());

const concrete = (path: string) => path.replace('{app}', 'shop').replaceAll(/\{\w+\}/g, 'x');

async function call(route: { method: string; path: string }, authorization?: string) {
  const response = await fetch(api.url + concrete(route.path), {
    method: route.method,
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
  });
  return { status: response.status, text: await response.text() };
}

const snapshot = async () => {
  const tables = [
    'apps',
    'releases',
    'deployments',
    'tokens',
    'builds',
    'hosts',
    'domains',
    'slot_wishes',
    'sources',
    'outbox',
    'users',
    'collaborators',
  ];
  const counts = tables.map((table) => `(select count(*) from ${table}) as ${table}`);
  return api.database.dataSource.query(`select ${counts.join(', ')}`);
};

describe('every route', () => {
  it.each([
    ['nothing', undefined],
    ['a made-up token', 'Bearer jj_nonsense'],
    ['what Heroku sends without a login', 'Bearer undefined'],
    ['an empty password', `Basic ${Buffer.from('x:').toString('base64')}`],
    ['no known scheme', 'Digest x'],
  ])('is closed to %s, but for those that are open to all', async (_, authorization) => {
    const before = await snapshot();
    const answers = await Promise.all(routes.map(async (route) => ({ route, ...(await call(route, authorization)) })));
    const open = answers.filter(({ status }) => status !== 401).map(({ route }) => `${route.method} ${route.path}`);
    expect(open.sort()).toEqual([...OPEN].sort());
    for (const { route, text } of answers.filter(({ status }) => status === 401)) {
      const inItsShape = { message: expect.stringContaining('Invalid credentials') };
      expect(JSON.parse(text)).toMatchObject(route.path.startsWith('/v2/') ? inItsShape : { id: 'unauthorized' });
    }
    expect(await snapshot()).toEqual(before);
  });

  it('below an app answers somebody else as if the app did not exist, and writes nothing', async () => {
    const before = await snapshot();
    for (const { method, path } of routes.filter(({ path }) => /^(\/teams)?\/apps\/\{app\}/.test(path))) {
      const shop = path.replace('{app}', 'shop');
      const nothing = path.replace('{app}', 'nothing');
      const send = (target: string) => stranger[method.toLowerCase() as 'get'](concrete(target));
      const [theirs, none] = [await send(shop), await send(nothing)];
      expect([path, theirs.status]).toEqual([path, 404]);
      expect(theirs.body).toEqual(JSON.parse(JSON.stringify(none.body).replaceAll('nothing', 'shop')));
    }
    expect((await stranger.get('/apps')).body).toEqual([]);
    expect(await snapshot()).toEqual(before);
  });

  it('but the token service is closed to the token of a build', async () => {
    const [{ id: appId, ownerId }] = await api.database.dataSource.query(
      `select id, owner_id as "ownerId" from apps where name = 'shop'`,
    );
    await api.database.dataSource.query(
      `insert into tokens (user_id, registry_app_id, secret_hash, expires_at) values ($1, $2, sha256('jj_build'), now() + interval '1 hour')`,
      [ownerId, appId],
    );
    for (const route of routes.filter(
      ({ method, path }) => !OPEN.includes(`${method} ${path}`) && path !== '/registry/token',
    )) {
      expect([route.path, (await call(route, 'Bearer jj_build')).status]).toEqual([route.path, 403]);
    }
  });
});

describe('tokens', () => {
  const asBasic = (token: string, user = 'whoever') => ({
    authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`,
  });
  const login = (headers: Record<string, string>, body: object = {}) =>
    fetch(`${api.url}/oauth/authorizations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('come for name and password, work as Bearer and as Basic, and end when they are revoked', async () => {
    const made = (await (
      await login({ authorization: ADMIN_LOGIN }, { description: 'laptop', expires_in: 3600 })
    ).json()) as {
      id: string;
      access_token: { token: string; expires_in: number };
    };
    const { token } = made.access_token;
    expect(made.access_token.expires_in).toBeGreaterThan(3500);
    const laptop = callerOf(api.url, token);
    expect((await laptop.get('/account')).body.email).toBe('admin@localhost');
    expect((await callerOf(api.url, null).get('/account', asBasic(token))).status).toBe(200);
    expect((await callerOf(api.url, null).get('/account', asBasic(token, ''))).status).toBe(200);
    expect((await laptop.get('/oauth/authorizations/~')).body).toMatchObject({
      id: made.id,
      description: 'laptop',
      access_token: { token: '' },
    });
    expect((await stranger.delete(`/oauth/authorizations/${made.id}`)).status).toBe(404);
    expect((await laptop.delete('/oauth/sessions/~')).status).toBe(200);
    expect((await laptop.get('/account')).status).toBe(401);
  });

  it('are not given for a wrong password or name, nor to a token in the place of a password elsewhere', async () => {
    const basic = (user: string, password: string) => ({
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    });
    expect((await login(basic('admin', 'wrong'))).status).toBe(401);
    expect((await login(basic('nobody', 'wrong'))).status).toBe(401);
    expect((await fetch(`${api.url}/apps`, { headers: { authorization: ADMIN_LOGIN } })).status).toBe(401);
    expect((await login({ authorization: ADMIN_LOGIN }, { expires_in: 0 })).status).toBe(422);
  });

  it('SEC-08: end by themselves, and are not in the database', async () => {
    const made = (await (await login({ authorization: ADMIN_LOGIN })).json()) as {
      id: string;
      access_token: { token: string };
    };
    await api.database.dataSource.query(`update tokens set expires_at = now() where id = $1`, [made.id]);
    expect((await callerOf(api.url, made.access_token.token).get('/account')).status).toBe(401);
    const rows = await api.database.dataSource.query('select t::text as row from tokens t');
    expect(JSON.stringify(rows)).not.toContain(made.access_token.token.slice(3));
  });

  it('SEC-09: are not taken from URLs or bodies', async () => {
    expect((await fetch(`${api.url}/apps?access_token=${api.adminToken}`)).status).toBe(401);
    expect((await callerOf(api.url, null).post('/apps', { access_token: api.adminToken })).status).toBe(401);
  });
});

describe('the process', () => {
  @Controller('marked')
  class MarkedController {
    @Get()
    @Public()
    fine() {
      return {};
    }
  }

  @Controller('forgotten')
  class ForgottenController {
    @Get()
    oops() {
      return {};
    }
  }

  const boot = async (controllers: (new () => object)[]) => {
    @Module({ imports: [DiscoveryModule], controllers, providers: [MarkedRoutes] })
    class TestModule {}
    const app = await NestFactory.create(TestModule, new FastifyAdapter(), { logger: false, abortOnError: false });
    await app.init();
    await app.close();
  };

  it('SEC-03: does not start while a route says neither what it needs nor that it is open', async () => {
    await expect(boot([MarkedController])).resolves.toBeUndefined();
    await expect(boot([MarkedController, ForgottenController])).rejects.toThrow('ForgottenController.oops');
  });
});
