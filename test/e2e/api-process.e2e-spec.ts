import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { callerOf } from '../support/api-caller.js';
import { buildApps } from '../support/build-apps.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { TcpRelay } from '../support/tcp-relay.js';
import { startTestApi, type TestApi } from '../support/test-api.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';

interface ApiProcess {
  child: ChildProcess;
  output(): string;
}

let main: string;
beforeAll(async () => {
  main = path.join(await buildApps(), 'api/src/main.js');
}, 150_000);

function startProcess(env: Record<string, string>): ApiProcess {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return { child, output: () => output };
}

describe('the process', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('says when it is ready, answers on every address, and ends in order with its streams', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const api = startProcess({
      DATABASE_URL: database.url,
      JUJUBE_MASTER_KEY: TEST_MASTER_KEY,
      API_LISTEN: `127.0.0.1:${first},127.0.0.1:${second}`,
    });
    await eventually(() => expect(api.output()).toContain('"msg":"ready"'), { withinMs: 18_000 });
    for (const port of [first, second]) expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    const stream = await openLogStream(`http://127.0.0.1:${second}`);
    api.child.kill('SIGTERM');
    const [[code]] = await Promise.all([once(api.child, 'exit'), stream.text()]);
    expect(code).toBe(0);
  });

  it.each([
    ['no master key', {}, 'JUJUBE_MASTER_KEY'],
    ['a short master key', { JUJUBE_MASTER_KEY: 'c2hvcnQ=' }, 'JUJUBE_MASTER_KEY'],
    ['an address that is none', { JUJUBE_MASTER_KEY: TEST_MASTER_KEY, API_LISTEN: 'everywhere' }, 'API_LISTEN'],
  ])('SEC-11: does not start with %s, and names it', async (_, env, name) => {
    const api = startProcess({ DATABASE_URL: database.url, ...env });
    const [code] = await once(api.child, 'exit');
    expect(code).toBe(1);
    expect(api.output()).toContain(name);
  });

  /** A log stream that would never end; the capability is written as the API does it. */
  async function openLogStream(url: string): Promise<Response> {
    const secret = 'of-this-test';
    await database.dataSource.query(
      `with holder as (insert into users (email) values ('holder@localhost') returning id),
         app as (insert into apps (name, owner_id) select 'held', id from holder returning id, owner_id)
       insert into capabilities (secret_hash, kind, subject, expires_at, user_id, app_id)
       select sha256($1), 'log', $2, now() + interval '1 minute', owner_id, id from app`,
      [Buffer.from(secret), { appId: '00000000-0000-0000-0000-000000000000', lines: 0, tail: true }],
    );
    const response = await fetch(`${url}/log-streams/${secret}`);
    expect(response.status).toBe(200);
    return response;
  }
});

describe('without its database', () => {
  let api: TestApi;
  let relay: TcpRelay;

  beforeAll(async () => {
    const port = await freePort();
    api = await startTestApi(async (database) => {
      const direct = new URL(database.url);
      relay = new TcpRelay(port, { host: direct.hostname, port: Number(direct.port) });
      await relay.plugIn();
      direct.host = `127.0.0.1:${port}`;
      return { DATABASE_URL: direct.href };
    });
  });
  afterAll(async () => {
    await api.stop();
    await relay.pullOut();
  });

  it('answers 503 with id and message, and works again by itself when it is back', async () => {
    expect((await api.admin.get('/apps')).status).toBe(200);
    await relay.pullOut();
    for (const path of ['/apps', '/healthz']) {
      const { status, body, headers } = await api.admin.get(path);
      expect([path, status, body.id, headers.get('retry-after')]).toEqual([path, 503, 'unavailable', '2']);
    }
    expect((await api.admin.post('/apps', { name: 'later' })).status).toBe(503);
    await relay.plugIn();
    await eventually(async () => expect((await callerOf(api.url, null).get('/healthz')).status).toBe(200));
    expect((await api.admin.post('/apps', { name: 'later' })).status).toBe(201);
  });
});
