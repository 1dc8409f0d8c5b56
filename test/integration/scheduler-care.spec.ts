import { randomUUID } from 'node:crypto';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { SchedulerWorld, urlOf } from '../support/scheduler-world.js';
import { firstTestHost, overTls } from '../support/test-hosts.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const LONG = 120_000;
const IMPATIENT = { dynoHopelessAfterMs: 3_000, strayContainerAfterMs: 3_000 };
const EAGER_CHECK = {
  ...{ protocol: 'tcp', intervalSeconds: 1, timeoutSeconds: 1 },
  ...{ graceSeconds: 60, maxConsecutiveFailures: 2 },
};

let world: SchedulerWorld;
let scheduler: RunningScheduler;

beforeAll(async () => {
  world = await SchedulerWorld.open();
  scheduler = await startScheduler(world.database.url, IMPATIENT);
  await world.hostsReady();
}, LONG);

afterAll(async () => {
  await world?.clear();
  await scheduler?.stop();
  await world?.close();
}, LONG);

describe('the scheduler takes care of what runs:', () => {
  it(
    'a crashed dyno starts again, later each time, and its log says how it ended',
    async () => {
      const app = await world.apps.addApp();
      await world.apps.scale(app, { worker: 1 });
      await world.release(app, { worker: DYNO_PROGRAMS.crashing });
      const dynos = () => world.apps.dynos(app);
      await eventually(async () => expect((await dynos()).length).toBeGreaterThanOrEqual(3), { withinMs: 60_000 });
      const [first, second, third] = await dynos();
      expect(first).toMatchObject({ state: 'crashed', exitCode: 3, reason: 'Process exited with status 3' });
      const pauseMs = (a = first, b = second) => (b?.createdAt.getTime() ?? 0) - (a?.stateSince.getTime() ?? 0);
      expect(pauseMs(second, third)).toBeGreaterThan(pauseMs());
      const log = await world.apps.logOf(app);
      expect(log).toContain('app[worker.1]: no database here');
      expect(log).toContain('heroku[worker.1]: Process exited with status 3');
    },
    LONG,
  );

  it(
    'a dyno that stops listening is taken out of service, and replaced when it does not recover',
    async () => {
      const app = await world.deployed({ web: DYNO_PROGRAMS.fragile }, { web: 1 });
      await world.database.dataSource.query('update formations set health_check = $2 where app_id = $1', [
        app.appId,
        EAGER_CHECK,
      ]);
      await world.apps.nudge();
      const [dyno] = await world.live(app);
      await eventually(
        async () => {
          if (dyno) await fetch(urlOf(dyno, '/deaf')).catch(() => undefined);
          expect((await world.live(app))[0]).toMatchObject({ id: dyno?.id, isHealthy: false });
        },
        { withinMs: 30_000, everyMs: 200 },
      );
      await eventually(
        async () => expect((await world.live(app))[0]).toMatchObject({ incarnation: 2, state: 'up', isHealthy: true }),
        { withinMs: 60_000 },
      );
      const reason = expect.stringContaining('nothing listens on its PORT');
      expect((await world.apps.dynos(app))[0]).toMatchObject({ state: 'crashed', reason });
    },
    LONG,
  );

  it(
    'a dyno that does not recover is left alone while too few others are healthy, and replaced when they are',
    async () => {
      const app = await world.deployed({ web: DYNO_PROGRAMS.fragile }, { web: 2 });
      const setCheck = async (check: object) => {
        const text = 'update formations set health_check = $2 where app_id = $1';
        await world.database.dataSource.query(text, [app.appId, { ...EAGER_CHECK, ...check }]);
        await world.apps.nudge();
      };
      await setCheck({ onUnhealthy: 'recreateOnQuorum', quorum: 2 });
      const [dyno] = await world.live(app);
      const seen = async () => (await world.live(app)).find(({ id }) => id === dyno?.id);
      const reason = 'not replaced while fewer than 2 others are healthy (1 other is)';
      await eventually(
        async () => {
          if (dyno) await fetch(urlOf(dyno, '/deaf')).catch(() => undefined);
          expect(await seen()).toMatchObject({ state: 'up', isHealthy: false, reason });
        },
        { withinMs: 60_000, everyMs: 200 },
      );
      await setCheck({ onUnhealthy: 'recreateOnQuorum', quorum: 1 });
      await eventually(async () => expect(await seen()).toBeUndefined(), { withinMs: 60_000 });
    },
    LONG,
  );

  it(
    'a dyno whose container was removed by hand is replaced',
    async () => {
      const app = await world.deployed({ worker: DYNO_PROGRAMS.worker }, { worker: 1 });
      const [dyno] = await world.live(app);
      if (dyno) await world.engineOf(dyno).remove(dyno.containerId ?? '', { force: true });
      await eventually(async () => expect((await world.live(app))[0]).toMatchObject({ state: 'up', incarnation: 2 }), {
        withinMs: 40_000,
      });
    },
    LONG,
  );

  it(
    'a dyno that took too much memory has that as its reason',
    async () => {
      const app = await world.apps.addApp();
      await world.apps.scale(app, { worker: 1 });
      await world.release(app, { worker: DYNO_PROGRAMS.greedy });
      const outOfMemory = { state: 'crashed', exitCode: 137, reason: 'Out of memory: its limit is 64 MiB' };
      await eventually(async () => expect((await world.apps.dynos(app))[0]).toMatchObject(outOfMemory), {
        withinMs: 60_000,
      });
    },
    LONG,
  );

  it(
    'a dyno whose image is nowhere fails with that reason',
    async () => {
      const app = await world.apps.addApp();
      await world.apps.scale(app, { worker: 1 });
      const registry = new URL(process.env['TEST_REGISTRY_URL'] ?? '').host;
      const image = `${registry}/${app.name}@sha256:${'0'.repeat(64)}`;
      await world.apps.release(app, { image, processTypes: { worker: DYNO_PROGRAMS.worker } });
      const reason = expect.stringMatching(/^Cannot start: .*(not found|unknown)/);
      await eventually(
        async () => expect((await world.apps.dynos(app))[0]).toMatchObject({ state: 'crashed', reason }),
        {
          withinMs: 40_000,
        },
      );
    },
    LONG,
  );

  it(
    'containers of others stay, and its own that no live dyno needs go',
    async () => {
      const [engine] = world.engines;
      if (!engine) throw new Error('no host');
      const stranger = new DockerEngine(overTls(firstTestHost()), { installation: 'somebody-else' });
      const image = process.env['TEST_BASE_IMAGE'] ?? '';
      // one dyno on each host, so that the image is on all of them
      const app = await world.deployed({ worker: DYNO_PROGRAMS.worker }, { worker: world.engines.length });
      const [endedId, unknownId] = [randomUUID(), randomUUID()];
      await world.database.dataSource.query(ENDED_DYNO, [endedId, app.appId, engine.host.name]);
      const specOf = (name: string, dynoId: string) => ({
        ...{ name: `${name}-${dynoId}`, image, command: ['sleep', '600'], cpuMillis: 10, memoryMib: 32 },
        labels: { 'io.jujube.kind': 'dyno', 'io.jujube.dyno-id': dynoId },
      });
      const foreign = await stranger.create(specOf('foreign', endedId));
      await engine.create(specOf('ended', endedId));
      await engine.create(specOf('unknown', unknownId));
      await eventually(
        async () => {
          const names = (await engine.list()).map((container) => container.name);
          expect(names).not.toContain(`ended-${endedId}`);
          expect(names).not.toContain(`unknown-${unknownId}`);
        },
        { withinMs: 60_000 },
      );
      expect((await stranger.inspect(foreign)).name).toBe(`foreign-${endedId}`);
      await stranger.remove(foreign, { force: true });
      await stranger.close();
    },
    LONG,
  );
});

const ENDED_DYNO = `
insert into dynos (id, app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation, image,
  host_id, host_name, host_address, cpu_millis, memory_mib, state)
select $1, $2, 'app', 'gone', 1, 1, gen_random_uuid(), 1, 'g', 'image', id, name, '127.0.0.1', 10, 32, 'stopped'
from hosts where name = $3`;
