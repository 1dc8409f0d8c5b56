import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { callerOf } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  for (const name of ['alpha', 'beta', 'gamma']) await api.admin.post('/apps', { name });
});
afterAll(() => api.stop());

const send = (path: string, init: RequestInit) =>
  fetch(api.url + path, {
    ...init,
    headers: { authorization: `Bearer ${api.adminToken}`, ...(init.headers as object) },
  });

/** What comes over the wire: fetch() would unpack it. */
async function raw(path: string, encoding: string): Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }> {
  const headers = { authorization: `Bearer ${api.adminToken}`, 'accept-encoding': encoding };
  const [response] = (await once(get(api.url + path, { headers }), 'response')) as [IncomingMessage];
  return { headers: response.headers, bytes: Buffer.concat(await response.toArray()) };
}

const names = (body: { name: string }[]) => body.map(({ name }) => name);

describe('lists', () => {
  it('come in pages: 206 with Next-Range until the last, which is 200', async () => {
    const first = await api.admin.get('/apps', { range: 'name ..; max=2' });
    expect([first.status, names(first.body)]).toEqual([206, ['alpha', 'beta']]);
    expect(first.headers.get('content-range')).toBe('name alpha..beta');
    const last = await api.admin.get('/apps', { range: first.headers.get('next-range')! });
    expect([last.status, names(last.body), last.headers.get('next-range')]).toEqual([200, ['gamma'], null]);
  });

  it('take both forms of separators, both orders, bounds, and an empty Range', async () => {
    for (const range of ['name ..; order=desc,max=1', 'name ..; max=1, order=desc', 'name ..; max=1;order=desc;']) {
      const { status, body, headers } = await api.admin.get('/apps', { range });
      expect([range, status, names(body)]).toEqual([range, 206, ['gamma']]);
      expect(names((await api.admin.get('/apps', { range: headers.get('next-range')! })).body)).toEqual(['beta']);
    }
    expect(names((await api.admin.get('/apps', { range: 'name beta..' })).body)).toEqual(['beta', 'gamma']);
    expect(names((await api.admin.get('/apps', { range: 'name ]alpha..beta' })).body)).toEqual(['beta']);
    expect((await api.admin.get('/apps', { range: '' })).body).toHaveLength(3);
    expect((await api.admin.get('/apps', { range: 'id ..; max=1000' })).body).toHaveLength(3);
  });

  it('page over releases, builds and deployments by what they are ordered by', async () => {
    for (const value of ['1', '2']) await api.admin.patch('/apps/alpha/config-vars', { A: value });
    const newest = await api.admin.get('/apps/alpha/releases', { range: 'version ..; order=desc,max=1' });
    expect(newest.body).toMatchObject([{ version: 3 }]);
    const all: number[] = [];
    for (let range: string | null = 'created_at ..; max=1'; range !== null;) {
      const { body, headers } = await api.admin.get('/apps/alpha/deployments', { range });
      all.push(body[0].release.version);
      range = headers.get('next-range');
    }
    expect(all).toEqual([3, 2, 1]);
  });

  it('refuse ranges that are none', async () => {
    for (const range of [
      'size ..',
      'name ..; max=0',
      'name ..; order=up',
      'id ]x..',
      'nonsense',
      'version 1;drop table apps..',
    ]) {
      expect(await api.admin.get('/apps', { range })).toMatchObject({
        status: 416,
        body: { id: 'requested_range_not_satisfiable' },
      });
    }
  });
});

describe('requests', () => {
  it.each([
    ['/apps', 200],
    ['/healthz', 200],
    ['/openapi.json', 200],
    ['/apps/nothing', 404],
    ['/no/such/route', 404],
    ['/log-streams/nothing', 404],
    ['/v2/apps/nothing', 404],
    ['/apps/%zz', 400],
    [`/apps/${'x'.repeat(600)}`, 414],
  ])('SEC-05: of %s are answered with an id, and with headers that keep browsers at bay', async (path, status) => {
    const { headers, ...answer } = await api.admin.get(path, { origin: 'https://elsewhere.example' });
    expect(answer.status).toBe(status);
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(Object.fromEntries(headers)).toMatchObject({
      ...{ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' },
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      ...{ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' },
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    });
    for (const absent of ['x-powered-by', 'server', 'access-control-allow-origin']) {
      expect(headers.get(absent)).toBeNull();
    }
  });

  it('are answered 304 when nothing has changed', async () => {
    const { headers } = await api.admin.get('/apps/alpha');
    const again = await api.admin.get('/apps/alpha', { 'if-none-match': headers.get('etag')! });
    expect([again.status, again.body]).toEqual([304, undefined]);
    await api.admin.patch('/apps/alpha', { maintenance: true });
    expect((await api.admin.get('/apps/alpha', { 'if-none-match': headers.get('etag')! })).status).toBe(200);
  });

  it('get long answers with gzip when they take it, with the same ETag', async () => {
    const plain = await raw('/openapi.json', 'identity');
    const packed = await raw('/openapi.json', 'gzip, deflate');
    expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'gzip']);
    expect([plain.headers.vary, packed.headers.vary]).toEqual(['Accept-Encoding', 'Accept-Encoding']);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 4);
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
    expect(packed.headers.etag).toBe(plain.headers.etag);
    expect((await raw('/apps/alpha', 'gzip')).headers['content-encoding']).toBeUndefined();
  });

  it('may ask for version 3, or for nothing in particular', async () => {
    for (const accept of [
      '*/*',
      'application/vnd.heroku+json; version=3.sdk',
      'application/vnd.heroku+json; version=3.docker-releases',
    ]) {
      expect((await api.admin.get('/apps', { accept })).status).toBe(200);
    }
    const refused = await api.admin.get('/apps', { accept: 'application/vnd.heroku+json; version=2' });
    expect(refused).toMatchObject({ status: 406, body: { id: 'not_acceptable' } });
  });

  it.each([
    ['broken JSON', '{"name":', 400],
    ['a list', '[]', 400],
    ['a string', '"x"', 400],
    ['null', 'null', 400],
    ['a prototype', '{"__proto__":{"isAdmin":true}}', 400],
    ['a constructor', '{"constructor":{"prototype":1}}', 400],
    ['NUL', '{"name":"a\\u0000b"}', 400],
    ['half a character', '{"name":"\\ud800"}', 400],
    ['depth', `{"name":${'['.repeat(5000)}${']'.repeat(5000)}}`, 400],
    ['2 MiB', `{"name":"${'x'.repeat(2 * 1024 * 1024)}"}`, 413],
  ])('SEC-24: with %s as body are refused', async (_, body, status) => {
    const response = await send('/apps', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    const problem = (await response.json()) as { id: string; message: string };
    expect([response.status, typeof problem.id, typeof problem.message]).toEqual([status, 'string', 'string']);
  });

  it('SEC-24: with too long an address or too many headers are refused', async () => {
    expect((await send(`/apps?x=${'y'.repeat(8_000)}`, { method: 'GET' })).status).not.toBe(400);
    const long = await send(`/apps?x=${'y'.repeat(8_200)}`, { method: 'GET' });
    expect([long.status, ((await long.json()) as { id: string }).id]).toEqual([400, 'bad_request']);
    expect((await send('/apps', { method: 'GET', headers: { cookie: 'x'.repeat(17_000) } })).status).toBe(431);
  });

  it('that are no JSON, no UTF-8 or no address are refused', async () => {
    const form = await send('/apps', { method: 'POST', body: new URLSearchParams({ name: 'x' }) });
    expect([form.status, ((await form.json()) as { id: string }).id]).toEqual([400, 'bad_request']);
    const bytes = await send('/apps', {
      method: 'POST',
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
      headers: { 'content-type': 'application/json' },
    });
    expect(bytes.status).toBe(400);
    expect((await send('/apps/%zz', { method: 'GET' })).status).toBe(400);
    expect((await send('/apps/%00', { method: 'GET' })).status).toBe(404);
    expect((await send(`/apps/${'x'.repeat(400)}`, { method: 'GET' })).status).toBe(404);
    expect(await api.admin.get('/no/such/route')).toMatchObject({ status: 404, body: { id: 'not_found' } });
  });
});

describe('the API itself', () => {
  it('is well while it reaches its database, and says so to anybody', async () => {
    expect(await callerOf(api.url, null).get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('describes its routes: fields, what varies in paths, and what is open', async () => {
    const { body } = await callerOf(api.url, null).get('/openapi.json');
    expect(body.openapi).toMatch(/^3\./);
    expect(body.paths['/apps/{app}/formation/{type}'].patch.parameters.map((p: { name: string }) => p.name)).toEqual([
      'app',
      'type',
    ]);
    expect(body.components.schemas.CreateAppDto.properties.deadline_seconds).toMatchObject({
      minimum: 10,
      maximum: 3600,
    });
  });

  it('runs lines of the command language with the rights of the caller', async () => {
    const run = async (command: string) => (await api.admin.post('/commands', { command })).body;
    expect(await run('apps:info -a alpha --json')).toMatchObject({ rc: 0, stderr: '' });
    expect(JSON.parse((await run('apps --json')).stdout)).toHaveLength(3);
    expect(await run('apps:info -a nothing')).toMatchObject({ rc: 1, stdout: '' });
    expect((await run('apps; id')).rc).not.toBe(0);
    expect((await run('logs --tail -a alpha')).rc).toBe(1);
    expect((await run('')).rc).toBeUndefined();
  });
});
