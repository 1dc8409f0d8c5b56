import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { HostProbes } from '@jujube/database/host-probes/host-probes.js';
import { Nudges } from '@jujube/database/nudges.js';
import { readSettings } from '@jujube/settings/settings.js';
import { AcknowledgingRouter } from '../support/acknowledging-router.js';
import { DeployedApps } from '../support/deployed-apps.js';
import { eventually } from '../support/eventually.js';
import { schedulerEnvironment, startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import type { SeededApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { overTls, testHosts } from '../support/test-hosts.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const image = process.env['TEST_BASE_IMAGE'] ?? '';
const LONG = 120_000;

let database: TestDatabase;
let apps: DeployedApps;
let scheduler: RunningScheduler;
let router: AcknowledgingRouter;
let engines: ContainerEngine[];

beforeAll(async () => {
  database = await createTestDatabase();
  apps = new DeployedApps(database.dataSource);
  const { installationId } = readSettings(schedulerEnvironment(database.url));
  engines = testHosts().map((host) => new DockerEngine(overTls(host), { installation: installationId }));
  for (const host of testHosts()) await apps.addHost(host);
  router = new AcknowledgingRouter(database.dataSource);
  scheduler = await startScheduler(database.url);
}, LONG);

afterAll(async () => {
  await apps?.query('delete from apps');
  await apps?.nudge();
  await eventually(async () => expect(await containers()).toEqual([]), { withinMs: 60_000 });
  await scheduler?.stop();
  await router?.stop();
  for (const engine of engines ?? []) await engine.close();
  await database?.drop();
}, LONG);

async function containers(): Promise<string[]> {
  const lists = await Promise.all(engines.map((engine) => engine.list()));
  return lists.flat().map((container) => container.name);
}

async function deployed(
  processTypes: Record<string, string>,
  quantities: Record<string, number>,
  config: Record<string, string> = {},
): Promise<SeededApp> {
  const app = await apps.addApp();
  await apps.scale(app, quantities);
  await succeeds(await apps.release(app, { image, processTypes, config }));
  return app;
}

async function succeeds(deployment: string): Promise<void> {
  await eventually(async () => expect(await apps.deployment(deployment)).toMatchObject({ state: 'succeeded' }), {
    withinMs: 90_000,
  });
}

async function live(app: SeededApp) {
  const dynos = await apps.dynos(app);
  return dynos.filter((dyno) => !['stopped', 'crashed', 'lost'].includes(dyno.state));
}

describe('the scheduler', () => {
  it(
    'places web=3 over three hosts, healthy and answering with their config',
    async () => {
      const app = await deployed({ web: DYNO_PROGRAMS.web }, { web: 3 }, { GREETING: 'hi' });
      const dynos = await live(app);
      expect(dynos.map((dyno) => dyno.state)).toEqual(['up', 'up', 'up']);
      expect(new Set(dynos.map((dyno) => dyno.hostId)).size).toBe(3);
      for (const dyno of dynos) {
        const answer = await fetch(`http://${dyno.hostAddress}:${dyno.hostPort}/`);
        expect(await answer.text()).toBe(`web.${dyno.slot} hi`);
      }
      await apps.scale(app, { web: 0 });
      await eventually(async () => expect(await live(app)).toEqual([]), { withinMs: 30_000 });
      expect(await apps.logOf(app)).toEqual(
        expect.arrayContaining([
          'heroku[web.1]: State changed from starting to up',
          'heroku[web.1]: Stopping all processes with SIGTERM',
          'heroku[web.1]: Process exited with status 0',
        ]),
      );
    },
    LONG,
  );

  it(
    'starts a crashed dyno again, later each time, and says how it ended',
    async () => {
      const app = await apps.addApp();
      await apps.scale(app, { worker: 1 });
      await apps.release(app, { image, processTypes: { worker: DYNO_PROGRAMS.crashing } });
      await eventually(async () => expect((await apps.dynos(app)).length).toBeGreaterThanOrEqual(3), {
        withinMs: 60_000,
      });
      const [first, second, third] = await apps.dynos(app);
      expect(first).toMatchObject({ state: 'crashed', exitCode: 3, reason: 'Process exited with status 3' });
      const pauseMs = (a = first, b = second) => (b?.createdAt.getTime() ?? 0) - (a?.stateSince.getTime() ?? 0);
      expect(pauseMs(second, third)).toBeGreaterThan(pauseMs());
      const log = await apps.logOf(app);
      expect(log).toContain('app[worker.1]: no database here');
      expect(log).toContain('heroku[worker.1]: Process exited with status 3');
    },
    LONG,
  );

  it(
    'never has fewer healthy dynos than wanted while a release rolls out',
    async () => {
      const app = await deployed({ web: DYNO_PROGRAMS.web }, { web: 3 }, { GREETING: 'old' });
      let fewest = Infinity;
      const isOver = { yes: false };
      const watching = (async () => {
        while (!isOver.yes) {
          const [row] = await database.dataSource.query(
            `select count(*)::int as n from dynos where app_id = $1 and state = 'up' and is_healthy`,
            [app.appId],
          );
          fewest = Math.min(fewest, row.n);
        }
      })();
      await succeeds(
        await apps.release(app, { image, processTypes: { web: DYNO_PROGRAMS.web }, config: { GREETING: 'new' } }),
      );
      isOver.yes = true;
      await watching;
      expect(fewest).toBe(3);
      const up = (await live(app)).filter((dyno) => dyno.state === 'up');
      const answers = await Promise.all(
        up.map(async (dyno) => (await fetch(`http://${dyno.hostAddress}:${dyno.hostPort}`)).text()),
      );
      expect(answers.sort()).toEqual(['web.1 new', 'web.2 new', 'web.3 new']);
    },
    LONG,
  );

  it(
    'leaves the old release serving when the new one crashes, and says why with its last lines',
    async () => {
      const app = await deployed({ web: DYNO_PROGRAMS.web }, { web: 2 });
      const before = (await live(app)).map((dyno) => dyno.id);
      const failing = await apps.release(app, { image, processTypes: { web: DYNO_PROGRAMS.crashing }, deadlineS: 20 });
      await eventually(async () => expect(await apps.deployment(failing)).toMatchObject({ state: 'failed' }), {
        withinMs: 60_000,
      });
      const { reason, logExcerpt } = await apps.deployment(failing);
      expect(reason).toMatch(/web\.\d.* crashed/);
      expect(logExcerpt).toContain('no database here');
      await eventually(async () => expect((await live(app)).map((dyno) => dyno.id)).toEqual(before), {
        withinMs: 30_000,
      });
      expect((await live(app)).every((dyno) => dyno.state === 'up' && dyno.isHealthy)).toBe(true);
    },
    LONG,
  );

  it(
    'moves the dynos of a drained host before it stops them',
    async () => {
      const app = await deployed({ web: DYNO_PROGRAMS.web }, { web: 3 });
      const [drained] = await live(app);
      await apps.query('update hosts set is_draining = true where id = $1', [drained?.hostId]);
      await apps.nudge();
      await eventually(
        async () => {
          const dynos = await live(app);
          expect(dynos.map((dyno) => dyno.state)).toEqual(['up', 'up', 'up']);
          expect(dynos.map((dyno) => dyno.hostId)).not.toContain(drained?.hostId);
        },
        { withinMs: 60_000 },
      );
      await apps.query('update hosts set is_draining = false');
      await apps.nudge();
    },
    LONG,
  );

  it(
    'replaces a dyno whose container was removed by hand',
    async () => {
      const app = await deployed({ worker: DYNO_PROGRAMS.worker }, { worker: 1 });
      const [dyno] = await live(app);
      const engine = engines[testHosts().findIndex((host) => host.name === dyno?.hostName)];
      await engine?.remove(dyno?.containerId ?? '', { force: true });
      await eventually(
        async () => {
          const [now] = await live(app);
          expect(now).toMatchObject({ state: 'up', incarnation: 2 });
        },
        { withinMs: 40_000 },
      );
    },
    LONG,
  );

  it(
    'says that a dyno ran out of memory',
    async () => {
      const app = await apps.addApp();
      await apps.scale(app, { worker: 1 });
      await apps.release(app, { image, processTypes: { worker: DYNO_PROGRAMS.greedy } });
      await eventually(
        async () => {
          const [dyno] = await apps.dynos(app);
          expect(dyno).toMatchObject({ state: 'crashed', exitCode: 137, reason: 'Out of memory: its limit is 64 MiB' });
        },
        { withinMs: 60_000 },
      );
    },
    LONG,
  );

  it(
    'leaves containers of others alone, and removes its own that no live dyno needs',
    async () => {
      const [engine] = engines;
      const [host] = testHosts();
      if (!engine || !host) throw new Error('no host');
      const stranger = new DockerEngine(overTls(host), { installation: 'somebody-else' });
      const spec = { image, command: ['sleep', '600'], cpuMillis: 10, memoryMib: 32 };
      const app = await deployed({ worker: DYNO_PROGRAMS.worker }, { worker: 1 });
      const [row] = await database.dataSource.query('select id from hosts where name = $1', [host.name]);
      const dynoId = randomUUID();
      await database.dataSource.query(ENDED_DYNO, [dynoId, app.appId, row.id, host.name]);
      const labels = { 'io.jujube.kind': 'dyno', 'io.jujube.dyno-id': dynoId };
      const foreign = await stranger.create({ ...spec, name: `foreign-${dynoId}`, labels });
      const left = await engine.create({ ...spec, name: `left-${dynoId}`, labels });
      await eventually(async () => expect(await engine.inspect(left).catch(() => 'gone')).toBe('gone'), {
        withinMs: 40_000,
      });
      expect((await stranger.inspect(foreign)).name).toBe(`foreign-${dynoId}`);
      await stranger.remove(foreign, { force: true });
      await stranger.close();
    },
    LONG,
  );

  it(
    'brings every line of a dyno once and in order, also over a restart of the scheduler',
    async () => {
      const app = await deployed({ worker: DYNO_PROGRAMS.counting }, { worker: 1 });
      const lines = async () => (await apps.logOf(app)).filter((line) => line.startsWith('app[worker.1]: line '));
      await eventually(async () => expect((await lines()).length).toBeGreaterThan(100), { withinMs: 20_000 });
      await scheduler.stop();
      const stoppedAt = (await lines()).length;
      scheduler = await startScheduler(database.url);
      await eventually(async () => expect((await lines()).length).toBeGreaterThan(stoppedAt + 500), {
        withinMs: 30_000,
      });
      const all = await lines();
      expect(all).toEqual(all.map((_, index) => `app[worker.1]: line ${index}`));
    },
    LONG,
  );

  it('gives a task a place, says why another one has none, and takes both back when their builds end', async () => {
    const app = await apps.addApp();
    const builds = [randomUUID(), randomUUID()];
    for (const [index, build] of builds.entries())
      await database.dataSource.query(ADD_BUILD, [build, app.appId, app.userId, index === 0 ? 512 : 900_000]);
    await apps.nudge();
    const tasks = () =>
      database.dataSource.query(
        'select state, host_id, blocked from tasks where build_id = any($1) order by memory_mib',
        [builds],
      );
    await eventually(async () =>
      expect(await tasks()).toEqual([
        { state: 'placed', host_id: expect.any(String), blocked: null },
        { state: 'queued', host_id: null, blocked: expect.stringContaining('lack memory') },
      ]),
    );
    await apps.query(`update builds set state = 'failed' where id = any($1)`, [builds]);
    await eventually(async () =>
      expect((await tasks()).map((task: { state: string }) => task.state)).toEqual(['finished', 'finished']),
    );
  });

  describe('asked about an engine', () => {
    let nudges: Nudges;
    let probes: HostProbes;

    beforeAll(() => {
      nudges = new Nudges(database.dataSource, database.url);
      probes = new HostProbes(database.dataSource, new SecretBox(Buffer.from(TEST_MASTER_KEY, 'base64')), nudges);
    });

    afterAll(() => nudges.onModuleDestroy());

    it('reports what it found', async () => {
      const [host] = testHosts();
      if (!host) throw new Error('no host');
      const report = await probes.ask({ ...overTls(host), id: randomUUID(), name: 'candidate' }, 10_000);
      expect(report).toMatchObject({ isReachable: true, address: host.address, engineVersion: expect.any(String) });
      const checks = Object.fromEntries(report?.findings.map(({ check, isOk }) => [check, isOk]) ?? []);
      expect(checks).toMatchObject({ version: true, 'live-restore': true, registry: true, clock: true });
    }, 15_000);

    it('answers within 10 s for an engine that refuses and for one that never answers', async () => {
      const mute = createServer(() => undefined).listen(0, '127.0.0.1');
      await new Promise((resolve) => mute.once('listening', resolve));
      const { port } = mute.address() as { port: number };
      const [host] = testHosts();
      if (!host) throw new Error('no host');
      const { tls } = overTls(host);
      const ask = (url: string) => probes.ask({ id: randomUUID(), name: 'candidate', url, tls }, 10_000);
      const [refused, silent] = await Promise.all([ask('tcp://127.0.0.1:1'), ask(`tcp://127.0.0.1:${port}`)]);
      mute.close();
      expect(refused).toMatchObject({ isReachable: false, error: expect.stringContaining('ECONNREFUSED') });
      expect(silent).toMatchObject({ isReachable: false, error: expect.stringMatching(/no answer|did not answer/) });
    }, 15_000);
  });
});

const ENDED_DYNO = `
insert into dynos (id, app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation, image,
  host_id, host_name, host_address, cpu_millis, memory_mib, state)
values ($1, $2, 'app', 'gone', 1, 1, gen_random_uuid(), 1, 'g', 'image', $3, $4, '127.0.0.1', 10, 32, 'stopped')`;

const ADD_BUILD = `
with build as (insert into builds (id, app_id, created_by, source, state)
  values ($1, $2, $3, '{"kind": "git", "url": "https://git.example/repo.git", "ref": "main"}', 'pending') returning id)
insert into tasks (kind, build_id, cpu_millis, memory_mib) select 'build', id, 10, $4 from build`;
