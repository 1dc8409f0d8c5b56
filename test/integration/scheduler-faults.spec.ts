import { DockerEngine } from '@jujube/containers/docker-engine.js';
import type { OurContainer } from '@jujube/containers/our-container.js';
import { readSettings } from '@jujube/settings/settings.js';
import { AcknowledgingRouter } from '../support/acknowledging-router.js';
import { buildApps } from '../support/build-apps.js';
import { DeployedApps } from '../support/deployed-apps.js';
import { eventually } from '../support/eventually.js';
import { schedulerEnvironment, startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { startSchedulerProcess, type SchedulerProcess } from '../support/scheduler-process.js';
import type { SeededApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { overTls, testHosts } from '../support/test-hosts.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const image = process.env['TEST_BASE_IMAGE'] ?? '';
const LONG = 180_000;
// what a scheduler that leads no more may take to be replaced
const TAKEOVER_MS = 15_000;

let appsDir: string;
let database: TestDatabase;
let apps: DeployedApps;
let router: AcknowledgingRouter;
let engines: DockerEngine[];
let victim: SchedulerProcess | undefined;
let successor: RunningScheduler | undefined;

beforeAll(async () => {
  appsDir = await buildApps();
  database = await createTestDatabase();
  apps = new DeployedApps(database.dataSource);
  const { installationId } = readSettings(schedulerEnvironment(database.url));
  engines = testHosts().map((host) => new DockerEngine(overTls(host), { installation: installationId }));
  for (const host of testHosts()) await apps.addHost(host);
  router = new AcknowledgingRouter(database.dataSource);
}, LONG);

afterEach(async () => {
  successor ??= await startScheduler(database.url);
  await victim?.kill('SIGKILL');
  victim = undefined;
  await apps.query('delete from apps');
  await apps.nudge();
  await eventually(async () => expect(await containers()).toEqual([]), { withinMs: 90_000 });
  await successor.stop();
  successor = undefined;
}, LONG);

afterAll(async () => {
  await router?.stop();
  for (const engine of engines ?? []) await engine.close();
  await database?.drop();
}, LONG);

async function containers(): Promise<OurContainer[]> {
  return (await Promise.all(engines.map((engine) => engine.list()))).flat();
}

async function deploy(app: SeededApp, greeting: string): Promise<string> {
  return apps.release(app, { image, processTypes: { web: DYNO_PROGRAMS.web }, config: { GREETING: greeting } });
}

async function succeeds(deployment: string): Promise<void> {
  await eventually(async () => expect(await apps.deployment(deployment)).toMatchObject({ state: 'succeeded' }), {
    withinMs: 90_000,
  });
}

async function start(crash = ''): Promise<SchedulerProcess> {
  return startSchedulerProcess(appsDir, { databaseUrl: database.url, crash });
}

async function leader(): Promise<string> {
  const [row] = await database.dataSource.query(
    `select holder || ' ' || fence as holder from leaders where name = 'scheduler'`,
  );
  return row.holder;
}

/** As many containers as dynos, all running, no dyno twice, and all of the release that greets like this. */
async function expectExactly(app: SeededApp, count: number, greeting: string): Promise<void> {
  await eventually(
    async () => {
      const own = (await containers()).filter(({ labels }) => labels['io.jujube.app-id'] === app.appId);
      expect(own.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'running'));
      const dynos = (await apps.dynos(app)).filter(({ state }) => state === 'up');
      expect(dynos.map(({ slot }) => slot)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      expect(new Set(own.map(({ labels }) => labels['io.jujube.dyno-id']))).toEqual(new Set(dynos.map(({ id }) => id)));
      for (const dyno of dynos) {
        const answer = await fetch(`http://${dyno.hostAddress}:${dyno.hostPort}/`);
        expect(await answer.text()).toBe(`web.${dyno.slot} ${greeting}`);
      }
    },
    { withinMs: 60_000, everyMs: 500 },
  );
}

describe('a scheduler that dies', () => {
  it.each(['plan_written', 'container_created:2', 'container_started:2', 'healthy'])(
    'at %s of a first deploy leaves work that its successor finishes, nothing twice',
    async (crash) => {
      const app = await apps.addApp();
      await apps.scale(app, { web: 3 });
      const deployment = await deploy(app, 'first');
      victim = await start(crash);
      await eventually(() => expect(victim?.ended()).toBe('SIGKILL'), { withinMs: 60_000 });
      successor = await startScheduler(database.url);
      await succeeds(deployment);
      await expectExactly(app, 3, 'first');
    },
    LONG,
  );

  it.each(['plan_written:2', 'container_started', 'healthy', 'drained:2', 'old_removed'])(
    'at %s of a rolling deploy leaves work that its standby finishes, nothing twice',
    async (crash) => {
      const app = await apps.addApp();
      await apps.scale(app, { web: 3 });
      successor = await startScheduler(database.url);
      await succeeds(await deploy(app, 'old'));
      await successor.stop();
      victim = await start(crash);
      successor = await startScheduler(database.url);
      const deployment = await deploy(app, 'new');
      await eventually(() => expect(victim?.ended()).toBe('SIGKILL'), { withinMs: 60_000 });
      await succeeds(deployment);
      await expectExactly(app, 3, 'new');
    },
    LONG,
  );

  it(
    'is followed by its standby, which starts no dyno again and loses no line',
    async () => {
      const app = await apps.addApp();
      await apps.scale(app, { worker: 1 });
      victim = await start();
      await succeeds(await apps.release(app, { image, processTypes: { worker: DYNO_PROGRAMS.counting } }));
      successor = await startScheduler(database.url);
      const [before] = await apps.dynos(app);
      const former = await leader();
      await victim.kill('SIGKILL');
      const lines = async () => (await apps.logOf(app)).filter((line) => line.startsWith('app[worker.1]: line '));
      const stored = (await lines()).length;
      await eventually(async () => expect(await leader()).not.toBe(former), { withinMs: TAKEOVER_MS });
      await eventually(async () => expect((await lines()).length).toBeGreaterThan(stored + 500), { withinMs: 30_000 });
      const all = await lines();
      expect(all).toEqual(all.map((_, index) => `app[worker.1]: line ${index}`));
      expect((await apps.dynos(app)).map(({ id }) => id)).toEqual([before?.id]);
    },
    LONG,
  );
});

describe('a scheduler whose database connection is cut', () => {
  it(
    'stops leading, and what it had begun is finished once',
    async () => {
      const app = await apps.addApp();
      await apps.scale(app, { web: 3 });
      victim = await start();
      successor = await startScheduler(database.url);
      const deployment = await deploy(app, 'first');
      await eventually(async () => expect((await apps.dynos(app)).length).toBe(3), { withinMs: 30_000 });
      const former = await leader();
      await database.dataSource.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'jujube leader scheduler' and pid in
         (select pid from pg_locks where locktype = 'advisory' and granted)`,
      );
      await eventually(async () => expect(await leader()).not.toBe(former), { withinMs: TAKEOVER_MS });
      await succeeds(deployment);
      await expectExactly(app, 3, 'first');
      expect(victim.ended()).toBeNull();
    },
    LONG,
  );
});
