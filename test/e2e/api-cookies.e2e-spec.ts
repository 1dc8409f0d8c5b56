import { startTestApi, type TestApi } from '../support/test-api.js';

/** Streams without an end. */
const ENDLESS = ['/v2/events'];

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ API_RATE_LIMIT: 'none' });
});
afterAll(() => api.stop());

async function everyRoute(): Promise<{ method: string; path: string }[]> {
  const { body } = await api.admin.get('/openapi.json');
  return Object.entries(body.paths as Record<string, object>)
    .filter(([path]) => !ENDLESS.includes(path))
    .flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => ({
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/g, 'x'),
      })),
    );
}

const call = async ({ method, path }: { method: string; path: string }, headers: Record<string, string>) => {
  const response = await fetch(api.url + path, { method, headers });
  await response.arrayBuffer();
  return response;
};

describe('cookies', () => {
  it('SEC-06: are set by no route, neither for strangers nor for who is logged in', async () => {
    const routes = await everyRoute();
    expect(routes.length).toBeGreaterThan(100);
    for (const route of routes) {
      for (const headers of [{}, { authorization: `Bearer ${api.adminToken}` }]) {
        expect([route, (await call(route, headers as Record<string, string>)).headers.getSetCookie()]).toEqual([
          route,
          [],
        ]);
      }
    }
  });

  it('SEC-06: log nobody in, so that no other site can use the login of a browser', async () => {
    for (const name of ['token', 'session', 'authorization', '__Host-session', 'access_token']) {
      const cookie = `${name}=${api.adminToken}; ${name}2=Bearer ${api.adminToken}`;
      expect((await call({ method: 'GET', path: '/apps' }, { cookie })).status).toBe(401);
    }
  });
});

describe('what a request says of itself', () => {
  it('SEC-30: changes no address that is answered, nor where it comes from', async () => {
    await api.admin.post('/apps', { name: 'shop' });
    const lies = {
      ...{ authorization: `Bearer ${api.adminToken}`, 'content-type': 'application/json' },
      ...{ 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.7' },
      forwarded: 'for=198.51.100.7;host=evil.example;proto=https',
    };
    const { body } = await api.admin.post('/sources');
    expect(body.source_blob.get_url).toMatch(api.url);
    for (const path of ['/sources', '/apps/shop/log-sessions']) {
      const text = await (await fetch(api.url + path, { method: 'POST', headers: lies, body: '{}' })).text();
      expect(text).toContain(api.url);
      expect(text).not.toContain('evil.example');
    }
    const { body: events } = await api.admin.get('/audit-events');
    expect(new Set(events.map(({ ip }: { ip: string }) => ip))).toEqual(new Set(['127.0.0.1']));
  });
});
