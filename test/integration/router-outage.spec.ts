import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { getHttp } from '../support/http-answer.js';
import { RoutedApps } from '../support/routed-apps.js';
import { startRouter, type RunningRouter } from '../support/running-router.js';
import { firstTestHost } from '../support/test-hosts.js';
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
  await database?.setReachable(true);
  await router?.stop();
  await apps?.close();
  await database?.drop();
}, 30_000);

const expectBody = (host: string, body: string) =>
  eventually(async () => expect((await getHttp(router.httpPort, host)).body).toBe(body), { withinMs: 20_000 });

/** In the network of the test hosts, where nobody has it. */
const silentAddress = () => firstTestHost().address.replace(/\d+$/, '77');

async function killHaproxy(): Promise<void> {
  const pid = Number(await readFile(join(router.stateDir, 'haproxy.pid'), 'utf8'));
  const workers = await eventually(() => router.parts.haproxy.process.master.workers());
  for (const victim of [...workers, pid]) kill(victim);
}

/** One that has ended meanwhile, as a master without workers does, is as good as killed. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

describe('the router when something is away', () => {
  it('starts HAProxy again when it dies', async () => {
    const app = await apps.addApp('phoenix');
    await apps.addDyno(app, 1, (_, response) => response.end('risen'));
    await expectBody('phoenix.localhost', 'risen');
    await killHaproxy();
    await expect(getHttp(router.httpPort, 'phoenix.localhost')).rejects.toThrow();
    await expectBody('phoenix.localhost', 'risen');
  });

  it('sends what was on its way to a host that is lost to another dyno', async () => {
    const app = await apps.addApp('bereft');
    await apps.addDyno(app, 1, (_, response) => response.end('well'));
    await expectBody('bereft.localhost', 'well');
    const gone = await apps.addDynoAt(app, 2, { address: silentAddress(), port: 80 });
    await eventually(async () => expect(await apps.acknowledgementOf(gone)).toBe('routed'));
    const asked = Array.from({ length: 8 }, () => getHttp(router.httpPort, 'bereft.localhost'));
    await apps.setDyno(gone, 'lost', false);
    expect((await Promise.all(asked)).map(({ body }) => body)).toEqual(asked.map(() => 'well'));
  });

  it('starts on the port it is given when its last one was taken meanwhile', async () => {
    const app = await apps.addApp('moved');
    await apps.addDyno(app, 1, (_, response) => response.end('moved'));
    const directory = await mkdtemp(join(tmpdir(), 'jj-moved-'));
    const before = await startRouter(database.url, { ROUTER_STATE_DIR: directory });
    await before.stop();
    const stranger = createServer().listen(before.httpPort, '127.0.0.1');
    await once(stranger, 'listening');
    const after = await startRouter(database.url, { ROUTER_STATE_DIR: directory });
    await eventually(async () => expect((await getHttp(after.httpPort, 'moved.localhost')).body).toBe('moved'));
    await after.stop();
    stranger.close();
    await rm(directory, { recursive: true });
  }, 60_000);

  it('goes on with its last routes without a database, also after HAProxy died, and follows again when it is back', async () => {
    const app = await apps.addApp('alone');
    await apps.addDyno(app, 1, (_, response) => response.end('still here'));
    await expectBody('alone.localhost', 'still here');
    await database.setReachable(false);
    await expectBody('alone.localhost', 'still here');
    await killHaproxy();
    await expectBody('alone.localhost', 'still here');
    await database.setReachable(true);
    await eventually(() => apps.addDomain(app, 'late.localhost'));
    await expectBody('late.localhost', 'still here');
  }, 60_000);
});
