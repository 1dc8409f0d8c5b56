import { buildApps } from '../support/build-apps.js';
import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { startSchedulerProcess, type SchedulerProcess } from '../support/scheduler-process.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import type { SeededApp } from '../support/seed-rows.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const LONG = 180_000;
// what a scheduler that leads no more may take to be replaced
const TAKEOVER_MS = 15_000;

let appsDir: string;
let world: SchedulerWorld;
let victim: SchedulerProcess | undefined;
let successor: RunningScheduler | undefined;

beforeAll(async () => {
  appsDir = await buildApps();
  world = await SchedulerWorld.open();
}, LONG);

afterEach(async () => {
  successor ??= await startScheduler(world.database.url);
  await victim?.kill('SIGKILL');
  victim = undefined;
  await world.clear();
  await successor.stop();
  successor = undefined;
}, LONG);

afterAll(() => world?.close(), LONG);

function deploy(app: SeededApp, greeting: string): Promise<string> {
  return world.release(app, { web: DYNO_PROGRAMS.web }, { GREETING: greeting });
}

function start(crash = ''): Promise<SchedulerProcess> {
  return startSchedulerProcess(appsDir, { databaseUrl: world.database.url, crash });
}

async function leader(): Promise<string> {
  const [row] = await world.database.dataSource.query(
    `select holder || ' ' || fence as holder from leaders where name = 'scheduler'`,
  );
  return row.holder;
}

/** As many containers as dynos, all running, no dyno twice, and all of the release that greets like this. */
async function expectExactly(app: SeededApp, count: number, greeting: string): Promise<void> {
  await eventually(
    async () => {
      const own = (await world.containers()).filter(({ labels }) => labels['io.jujube.app-id'] === app.appId);
      expect(own.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'running'));
      const dynos = await world.up(app);
      expect(dynos.map(({ slot }) => slot)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      expect(new Set(own.map(({ labels }) => labels['io.jujube.dyno-id']))).toEqual(new Set(dynos.map(({ id }) => id)));
      expect(await world.answers(app)).toEqual(dynos.map(({ slot }) => `web.${slot} ${greeting}`));
    },
    { withinMs: 60_000, everyMs: 500 },
  );
}

describe('a scheduler that dies', () => {
  it.each(['plan_written', 'container_created:2', 'container_started:2'])(
    'at %s of a first deploy leaves work that its successor finishes, nothing twice',
    async (crash) => {
      const app = await world.apps.addApp();
      await world.apps.scale(app, { web: 3 });
      const deployment = await deploy(app, 'first');
      victim = await start(crash);
      await eventually(() => expect(victim?.ended()).toBe('SIGKILL'), { withinMs: 60_000 });
      successor = await startScheduler(world.database.url);
      await world.succeeds(deployment);
      await expectExactly(app, 3, 'first');
    },
    LONG,
  );

  it.each(['healthy', 'drained:2', 'old_removed'])(
    'at %s of a rolling deploy leaves work that its standby finishes, nothing twice',
    async (crash) => {
      const app = await world.apps.addApp();
      await world.apps.scale(app, { web: 3 });
      successor = await startScheduler(world.database.url);
      await world.succeeds(await deploy(app, 'old'));
      await successor.stop();
      victim = await start(crash);
      successor = await startScheduler(world.database.url);
      const deployment = await deploy(app, 'new');
      await eventually(() => expect(victim?.ended()).toBe('SIGKILL'), { withinMs: 60_000 });
      await world.succeeds(deployment);
      await expectExactly(app, 3, 'new');
    },
    LONG,
  );

  it(
    'is followed by its standby, which starts no dyno again and loses no line',
    async () => {
      const app = await world.apps.addApp();
      await world.apps.scale(app, { worker: 1 });
      victim = await start();
      await world.succeeds(await world.release(app, { worker: DYNO_PROGRAMS.counting }));
      successor = await startScheduler(world.database.url);
      const [before] = await world.apps.dynos(app);
      const former = await leader();
      await victim.kill('SIGKILL');
      const lines = async () => (await world.apps.logOf(app)).filter((line) => line.startsWith('app[worker.1]: line '));
      const stored = (await lines()).length;
      await eventually(async () => expect(await leader()).not.toBe(former), { withinMs: TAKEOVER_MS });
      await eventually(async () => expect((await lines()).length).toBeGreaterThan(stored + 500), { withinMs: 30_000 });
      const all = await lines();
      expect(all).toEqual(all.map((_, index) => `app[worker.1]: line ${index}`));
      expect((await world.apps.dynos(app)).map(({ id }) => id)).toEqual([before?.id]);
    },
    LONG,
  );
});

describe('a scheduler whose database connection is cut', () => {
  it(
    'stops leading, and what it had begun is finished once',
    async () => {
      const app = await world.apps.addApp();
      await world.apps.scale(app, { web: 3 });
      victim = await start();
      successor = await startScheduler(world.database.url);
      const deployment = await deploy(app, 'first');
      await eventually(async () => expect((await world.apps.dynos(app)).length).toBe(3), { withinMs: 30_000 });
      const former = await leader();
      await world.database.dataSource.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'jujube leader scheduler' and pid in
         (select pid from pg_locks where locktype = 'advisory' and granted)`,
      );
      await eventually(async () => expect(await leader()).not.toBe(former), { withinMs: TAKEOVER_MS });
      await world.succeeds(deployment);
      await expectExactly(app, 3, 'first');
      expect(victim.ended()).toBeNull();
    },
    LONG,
  );
});
