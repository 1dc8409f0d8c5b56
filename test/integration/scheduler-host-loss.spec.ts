import { DockerEngine } from '@jujube/containers/docker-engine.js';
import { readSettings } from '@jujube/settings/settings.js';
import { AcknowledgingRouter } from '../support/acknowledging-router.js';
import { DeployedApps } from '../support/deployed-apps.js';
import { eventually } from '../support/eventually.js';
import { schedulerEnvironment, startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import type { SeededApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { powerOf, type HostPower } from '../support/test-host-power.js';
import { overTls, testHosts } from '../support/test-hosts.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const image = process.env['TEST_BASE_IMAGE'] ?? '';
const LOST = 'h3';
const LONG = 240_000;

let database: TestDatabase;
let apps: DeployedApps;
let router: AcknowledgingRouter;
let scheduler: RunningScheduler;
let power: HostPower;
let app: SeededApp;

beforeAll(async () => {
  database = await createTestDatabase();
  apps = new DeployedApps(database.dataSource);
  for (const host of testHosts()) await apps.addHost(host);
  router = new AcknowledgingRouter(database.dataSource);
  scheduler = await startScheduler(database.url);
  power = await powerOf(LOST);
}, LONG);

beforeEach(async () => {
  app = await apps.addApp();
  await apps.scale(app, { web: 3 });
  await apps.release(app, { image, processTypes: { web: DYNO_PROGRAMS.web } });
  await eventually(async () => expect((await up()).map((dyno) => dyno.hostName).sort()).toEqual(['h1', 'h2', 'h3']), {
    withinMs: 90_000,
  });
}, LONG);

afterEach(async () => {
  await power.on();
  await apps.query('delete from apps');
  await apps.nudge();
  await eventually(async () => expect(await containers()).toEqual([]), { withinMs: 120_000, everyMs: 500 });
}, LONG);

afterAll(async () => {
  await scheduler?.stop();
  await router?.stop();
  await database?.drop();
}, LONG);

async function up() {
  return (await apps.dynos(app)).filter((dyno) => dyno.state === 'up');
}

async function statusOfLost(): Promise<string> {
  const [row] = await database.dataSource.query(
    'select s.status from host_status s join hosts h on h.id = s.host_id where h.name = $1',
    [LOST],
  );
  return row.status;
}

async function containers(): Promise<string[]> {
  const { installationId } = readSettings(schedulerEnvironment(database.url));
  const engines = testHosts().map((host) => new DockerEngine(overTls(host), { installation: installationId }));
  const lists = await Promise.all(engines.map((engine) => engine.list().finally(() => engine.close())));
  return lists.flat().map((container) => container.name);
}

async function moves(withinMs: number): Promise<void> {
  await eventually(
    async () => {
      const hosts = (await up()).map((dyno) => dyno.hostName);
      expect(hosts).toHaveLength(3);
      expect(hosts).not.toContain(LOST);
    },
    { withinMs },
  );
}

describe('a host', () => {
  it(
    'that loses its power gives its dynos up after 45 s of silence, and loses their containers when it is back',
    async () => {
      await power.cut();
      await eventually(async () => expect(await statusOfLost()).toBe('disconnected'), { withinMs: 40_000 });
      expect(await up()).toHaveLength(3);
      await moves(90_000);
      expect((await apps.dynos(app)).find((dyno) => dyno.hostName === LOST)?.state).toBe('lost');
      await power.on();
      await eventually(async () => expect(await containers()).toHaveLength(3), { withinMs: 60_000, everyMs: 500 });
      expect(await statusOfLost()).toBe('ready');
    },
    LONG,
  );

  it(
    'that refuses connections and whose dynos are gone is given up at once',
    async () => {
      await power.crash();
      await moves(30_000);
      expect(await statusOfLost()).toBe('down');
    },
    LONG,
  );

  it(
    'whose engine alone dies keeps its dynos',
    async () => {
      const before = (await up()).map((dyno) => dyno.id);
      power.killEngine();
      await eventually(async () => expect(await statusOfLost()).toBe('disconnected'), { withinMs: 40_000 });
      await power.on();
      await eventually(async () => expect(await statusOfLost()).toBe('ready'), { withinMs: 60_000 });
      const after = await apps.dynos(app);
      expect(after.map((dyno) => dyno.id)).toEqual(before);
      expect(after.every((dyno) => dyno.state === 'up' && dyno.isHealthy)).toBe(true);
    },
    LONG,
  );
});
