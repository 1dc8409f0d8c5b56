import { connect } from 'node:net';
import { once } from 'node:events';
import { eventually } from '../support/eventually.js';
import { getHttp } from '../support/http-answer.js';
import { RoutedApps } from '../support/routed-apps.js';
import { startRouter, type RunningRouter } from '../support/running-router.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let apps: RoutedApps;
let router: RunningRouter;

beforeAll(async () => {
  database = await createTestDatabase();
  apps = new RoutedApps(database.dataSource);
  router = await startRouter(database.url);
}, 60_000);

afterAll(async () => {
  await router?.stop();
  await apps?.close();
  await database?.drop();
}, 30_000);

const get = (host: string, path = '/', headers: Record<string, string> = {}) =>
  getHttp(router.httpPort, host, path, headers);

async function expectBody(host: string, body: string): Promise<void> {
  await eventually(async () => expect((await get(host)).body).toBe(body));
}

describe('the router', () => {
  it('answers unknown host names with 404 and leads known ones to their dynos in turn', async () => {
    expect((await get('nobody.localhost')).status).toBe(404);
    const app = await apps.addApp('turn');
    for (const slot of [1, 2, 3]) await apps.addDyno(app, slot, (_, response) => response.end(`web.${slot}`));
    await expectBody('turn.localhost', 'web.1');
    await eventually(async () => {
      const bodies = await Promise.all([1, 2, 3, 4, 5, 6].map(() => get('TURN.localhost:8080')));
      expect(new Set(bodies.map((answer) => answer.body))).toEqual(new Set(['web.1', 'web.2', 'web.3']));
    });
  });

  it('tells the app who asked, and writes the request into its log with the keys of Heroku', async () => {
    const app = await apps.addApp('headers');
    await apps.addDyno(app, 1, (request, response) => response.end(JSON.stringify(request.headers)));
    await eventually(async () => expect((await get('headers.localhost')).status).toBe(200));
    const id = 'abcdefghij-0123456789';
    const { body } = await get('headers.localhost', '/a?b="c"', { 'x-request-id': id });
    expect(JSON.parse(body)).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-request-id': id,
    });
    await eventually(async () => {
      const line = (await apps.logOf(app)).find(({ text }) => text.includes(id));
      expect(line).toMatchObject({ source: 'heroku', dyno: 'router' });
      expect(line?.text).toMatch(
        /^at=info method=GET path="\/a\?b=\\"c\\"" host=headers\.localhost request_id=\S+ fwd="127\.0\.0\.1" dyno=web\.1 connect=\d+ms service=\d+ms status=200 bytes=\d+ protocol=http$/,
      );
    });
  });

  it('adds and drains dynos without a reload, waits for requests in flight and acknowledges', async () => {
    const app = await apps.addApp('drain');
    let finish = () => {};
    const old = await apps.addDyno(app, 1, (request, response) => {
      if (request.url === '/slow') finish = () => response.end('old');
      else response.end('old');
    });
    await eventually(async () => expect(await apps.acknowledgementOf(old.id)).toBe('routed'));
    const [worker] = await router.parts.haproxy.process.master.workers();
    const inFlight = get('drain.localhost', '/slow');
    await once(old.server, 'request');

    const young = await apps.addDyno(app, 1, (_, response) => response.end('new'));
    await eventually(async () => expect(await apps.acknowledgementOf(young.id)).toBe('routed'));
    await apps.setDyno(old.id, 'draining');
    await expectBody('drain.localhost', 'new');
    // it gets nothing new, and is not let go of while it has a request
    await eventually(async () => expect(await apps.acknowledgementOf(old.id)).toBeUndefined());
    finish();
    expect((await inFlight).body).toBe('old');
    await eventually(async () => expect(await apps.acknowledgementOf(old.id)).toBe('drained'));
    expect((await router.parts.haproxy.process.master.workers())[0]).toBe(worker);

    await apps.setDyno(old.id, 'stopped');
    await eventually(async () => expect(await apps.acknowledgementOf(old.id)).toBeUndefined());
    await expectBody('drain.localhost', 'new');
  });

  it('finds a dyno at the new address of its host', async () => {
    const app = await apps.addApp('moving');
    const dyno = await apps.addDyno(app, 1, (_, response) => response.end('here'));
    await expectBody('moving.localhost', 'here');
    await apps.moveDyno(dyno, '127.0.0.2', (_, response) => response.end('there'));
    await expectBody('moving.localhost', 'there');
  });

  it('loses no request while dynos are exchanged and apps come', async () => {
    const app = await apps.addApp('steady');
    let dyno = await apps.addDyno(app, 1, (_, response) => response.end('ok'));
    await expectBody('steady.localhost', 'ok');
    let isOver = false;
    const failures: unknown[] = [];
    let count = 0;
    const client = (async () => {
      while (!isOver) {
        const answer = await get('steady.localhost').catch((error: unknown) => ({ status: String(error) }));
        count++;
        if (answer.status !== 200) failures.push(answer);
      }
    })();
    for (const round of [1, 2, 3, 4, 5]) {
      const next = await apps.addDyno(app, 1, (_, response) => response.end('ok'));
      await eventually(async () => expect(await apps.acknowledgementOf(next.id)).toBe('routed'));
      await apps.setDyno(dyno.id, 'draining');
      await eventually(async () => expect(await apps.acknowledgementOf(dyno.id)).toBe('drained'));
      dyno.server.close();
      await apps.setDyno(dyno.id, 'stopped');
      dyno = next;
      await apps.addApp(`other-${round}`);
    }
    isOver = true;
    await client;
    expect(failures).toEqual([]);
    expect(count).toBeGreaterThan(50);
  }, 60_000);

  it('says why nobody answers: none wanted, none well, maintenance', async () => {
    const app = await apps.addApp('codes');
    await eventually(async () => expect((await get('codes.localhost')).status).toBe(503));
    const expectCode = (code: string) =>
      eventually(async () => {
        await get('codes.localhost');
        expect((await apps.logOf(app)).at(-1)?.text).toContain(`at=error code=${code} `);
      });
    await expectCode('H10');
    await apps.setWebQuantity(app, 0);
    await expectCode('H14');
    await apps.addDyno(app, 1, (_, response) => response.end('up'));
    await expectBody('codes.localhost', 'up');
    await apps.setMaintenance(app, true);
    await eventually(async () => expect((await get('codes.localhost')).body).toContain('maintenance'));
    await expectCode('H80');
    await apps.setMaintenance(app, false);
    await expectBody('codes.localhost', 'up');
  }, 40_000);

  it('takes an unwell dyno out and back in', async () => {
    const app = await apps.addApp('health');
    const sick = await apps.addDyno(app, 1, (_, response) => response.end('sick'));
    await apps.addDyno(app, 2, (_, response) => response.end('well'));
    await expectBody('health.localhost', 'sick');
    await apps.setDyno(sick.id, 'up', false);
    await eventually(async () => {
      const bodies = await Promise.all([1, 2, 3, 4].map(() => get('health.localhost')));
      expect(bodies.map((answer) => answer.body)).toEqual(['well', 'well', 'well', 'well']);
    });
    await apps.setDyno(sick.id, 'up', true);
    await expectBody('health.localhost', 'sick');
  });

  it('lets websockets through', async () => {
    const app = await apps.addApp('socket');
    const dyno = await apps.addDyno(app, 1, (_, response) => response.end('plain'));
    dyno.server.on('upgrade', (_, socket) => {
      const accept = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${accept}\r\n\r\n`,
      );
      socket.on('error', () => socket.destroy());
      socket.on('data', (data: Buffer) => socket.write(`echo ${data.toString()}`));
      socket.on('end', () => socket.end());
    });
    await expectBody('socket.localhost', 'plain');
    const socket = connect(router.httpPort, '127.0.0.1');
    socket.setEncoding('utf8');
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13';
    socket.write(
      `GET / HTTP/1.1\r\nHost: socket.localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`,
    );
    const [head] = (await once(socket, 'data')) as [string];
    expect(head).toContain('101 Switching Protocols');
    socket.write('hello');
    const [echo] = (await once(socket, 'data')) as [string];
    expect(echo).toBe('echo hello');
    socket.destroy();
  });
});
