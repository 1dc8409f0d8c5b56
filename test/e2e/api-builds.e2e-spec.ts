import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { claimedBuild } from '../support/claimed-build.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ SOURCE_ROOTS: '/srv/repos' });
  await api.admin.post('/apps', { name: 'shop' });
});
afterAll(() => api.stop());

const build = (url: string, more: object = {}) =>
  api.admin.post('/apps/shop/builds', { source_blob: { url, ...more } });
const query = (sql: string, values: unknown[] = []) => api.database.dataSource.query(sql, values);

describe('builds', () => {
  it('of a git repository are written with their task and their job', async () => {
    const { status, body } = await build('https://git.example/repo.git', { version: 'main' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'pending',
      phase: 'queued',
      source_blob: { url: 'https://git.example/repo.git', version: 'main' },
      release: null,
      user: { email: 'admin@localhost' },
    });
    expect(await query('select state, kind from tasks where build_id = $1', [body.id])).toEqual([
      { state: 'queued', kind: 'build' },
    ]);
    expect(await query('select kind, generation from outbox where row_id = $1', [body.id])).toEqual([
      { kind: 'build', generation: 1 },
    ]);
  });

  it('keep the password of an address out of every answer and sealed in the row', async () => {
    const { body } = await build('https://user:pa55word@git.example/private.git');
    expect(body.source_blob.url).toBe('https://git.example/private.git');
    const [{ row }] = await query('select b::text as row from builds b where id = $1', [body.id]);
    expect(row).not.toContain('pa55word');
    expect(row).toContain('credentials');
  });

  it('may come from this machine below SOURCE_ROOTS only', async () => {
    expect((await build('/srv/repos/shop.git')).status).toBe(201);
    expect((await build('file:///srv/repos/shop.git')).status).toBe(201);
    for (const path of ['/etc', 'file:///srv/reposX/x', '/srv/repos/../secret', '/srv'])
      expect((await build(path)).status).toBe(422);
  });

  it('refuse addresses and refs that try to be options, commands or other transports', async () => {
    const before = await query('select count(*)::int from builds');
    const urls = [
      '--upload-pack=touch /tmp/x',
      'ext::sh -c id',
      'fd::7',
      '-x',
      'ssh://-oProxyCommand=id/x',
      'https://h/x\n',
      'git@-h:x',
      'relative/path',
    ];
    for (const url of urls) expect([url, (await build(url)).status]).toEqual([url, 422]);
    for (const version of ['--force', '-f', 'a..b', 'x@{1}', 'a b', 'a:b', '$(id)', '']) {
      const { status, body } = await build('https://git.example/repo.git', { version });
      expect([version, status, body.id]).toEqual([version, 422, 'invalid_params']);
    }
    expect(await query('select count(*)::int from builds')).toEqual(before);
  });

  it('are cancelled at once while nobody works on them', async () => {
    const { body } = await build('https://git.example/repo.git');
    const cancelled = await api.admin.delete(`/apps/shop/builds/${body.id}`);
    expect(cancelled.body).toMatchObject({
      status: 'failed',
      cancelled: true,
      failure: 'cancelled by admin@localhost',
    });
    expect(await query('select state from tasks where build_id = $1', [body.id])).toEqual([{ state: 'finished' }]);
    expect((await api.admin.delete(`/apps/shop/builds/${body.id}`)).status).toBe(409);
    expect((await api.admin.get('/apps/shop/builds/no-such-build')).status).toBe(404);
  });

  it('are cancelled by their worker once they have one', async () => {
    const { body } = await build('https://git.example/repo.git');
    await claimedBuild(api.database.dataSource, body.id);
    expect((await api.admin.delete(`/apps/shop/builds/${body.id}`)).body).toMatchObject({
      status: 'pending',
      cancelled: false,
    });
    expect(await query('select is_cancel_requested as asked from builds where id = $1', [body.id])).toEqual([
      { asked: true },
    ]);
  });
});

describe('build output', () => {
  it('follows the build and ends with it, without a token', async () => {
    const { body } = await build('https://git.example/repo.git');
    const worker = await claimedBuild(api.database.dataSource, body.id);
    await worker.say('-----> Fetching\n');
    const response = await fetch(body.output_stream_url);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe('-----> Fetching\n');
    await worker.say('-----> Building\n');
    expect((await reader.read()).value).toBe('-----> Building\n');
    await worker.say('-----> Done\n');
    await worker.end('succeeded');
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) rest += part.value;
    expect(rest).toBe('-----> Done\n');
  });

  it('is for its own build only', async () => {
    const [{ output_stream_url: url, id }, other] = (await api.admin.get('/apps/shop/builds')).body;
    expect((await fetch(url.replace(id, other.id))).status).toBe(404);
    expect((await fetch(`${api.url}/builds/${id}/output`)).status).toBe(404);
    expect((await fetch(`${api.url}/builds/${id}/output?key=abc`)).status).toBe(404);
  });
});

describe('sources', () => {
  const archive = randomBytes(2_500_000);
  const checksum = `SHA256:${createHash('sha256').update(archive).digest('hex')}`;
  const upload = (url: string, bytes: Buffer) => fetch(url, { method: 'PUT', body: new Uint8Array(bytes) });

  it('take one archive, give it back, and are built from', async () => {
    const { get_url: getUrl, put_url: putUrl } = (await api.admin.post('/sources')).body.source_blob;
    expect((await build(getUrl)).body.message).toContain('Nothing was uploaded');
    expect((await upload(putUrl, archive)).status).toBe(200);
    expect(Buffer.from(await (await fetch(getUrl)).arrayBuffer()).equals(archive)).toBe(true);
    expect((await upload(putUrl, archive)).status).toBe(409);
    expect((await build(getUrl, { checksum: `SHA256:${'0'.repeat(64)}` })).status).toBe(422);
    const built = await build(getUrl, { version: 'v1.2', checksum });
    expect(built).toMatchObject({ status: 201, body: { source_blob: { version: 'v1.2' } } });
    expect(JSON.stringify(built.body)).not.toContain(getUrl.split('/').at(-1));
  });

  it('are nothing without their secret, and nothing when empty', async () => {
    const { put_url: putUrl } = (await api.admin.post('/sources')).body.source_blob;
    expect((await upload(putUrl.slice(0, -2), archive)).status).toBe(404);
    expect((await upload(putUrl, Buffer.alloc(0))).status).toBe(422);
    expect((await upload(putUrl, archive)).status).toBe(200);
  });

  it('are refused at once when they say that they are larger than 256 MiB', async () => {
    const { put_url: putUrl } = (await api.admin.post('/sources')).body.source_blob;
    const upload = request(putUrl, { method: 'PUT', headers: { 'content-length': 257 * 1024 * 1024 } });
    upload.write('the first bytes');
    const [response] = (await once(upload, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    upload.destroy();
  });
});
