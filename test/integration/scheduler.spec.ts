import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const LONG = 120_000;

let world: SchedulerWorld;
let scheduler: RunningScheduler;

beforeAll(async () => {
  world = await SchedulerWorld.open();
  scheduler = await startScheduler(world.database.url);
  await world.hostsReady();
}, LONG);

afterAll(async () => {
  await world?.clear();
  await scheduler?.stop();
  await world?.close();
}, LONG);

describe('the scheduler', () => {
  it(
    'places web=3 over three hosts, healthy and answering with their config, and ends them when scaled to 0',
    async () => {
      const app = await world.deployed({ web: DYNO_PROGRAMS.web }, { web: 3 }, { GREETING: 'hi' });
      expect(await world.answers(app)).toEqual(['web.1 hi', 'web.2 hi', 'web.3 hi']);
      expect(new Set((await world.up(app)).map((dyno) => dyno.hostId)).size).toBe(3);
      await world.apps.scale(app, { web: 0 });
      await eventually(async () => expect(await world.live(app)).toEqual([]), { withinMs: 30_000 });
      expect(await world.apps.logOf(app)).toEqual(
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
    'never has fewer healthy dynos than wanted while a release rolls out',
    async () => {
      const app = await world.deployed({ web: DYNO_PROGRAMS.web }, { web: 3 }, { GREETING: 'old' });
      const counts = new Set<number>();
      const deployment = await world.release(app, { web: DYNO_PROGRAMS.web }, { GREETING: 'new' });
      await eventually(
        async () => {
          counts.add((await world.up(app)).filter((dyno) => dyno.isHealthy).length);
          expect(await world.apps.deployment(deployment)).toMatchObject({ state: 'succeeded' });
        },
        { withinMs: 60_000, everyMs: 2 },
      );
      expect(Math.min(...counts)).toBe(3);
      expect(await world.answers(app)).toEqual(['web.1 new', 'web.2 new', 'web.3 new']);
    },
    LONG,
  );

  it(
    'leaves the old release serving when the new one crashes, and says why with its last lines',
    async () => {
      const app = await world.deployed({ web: DYNO_PROGRAMS.web }, { web: 2 });
      const before = (await world.live(app)).map((dyno) => dyno.id);
      const failing = await world.release(app, { web: DYNO_PROGRAMS.crashing });
      await eventually(async () => expect(await world.apps.deployment(failing)).toMatchObject({ state: 'failed' }), {
        withinMs: 60_000,
      });
      const { reason, logExcerpt } = await world.apps.deployment(failing);
      expect(reason).toMatch(/web\.\d.* crashed/);
      expect(logExcerpt).toContain('no database here');
      await eventually(
        async () => {
          const now = await world.live(app);
          expect(now.map((dyno) => dyno.id)).toEqual(before);
          expect(now.every((dyno) => dyno.state === 'up' && dyno.isHealthy)).toBe(true);
        },
        { withinMs: 30_000 },
      );
    },
    LONG,
  );

  it(
    'fails a release whose dynos never listen at its deadline',
    async () => {
      const app = await world.deployed({ web: DYNO_PROGRAMS.web }, { web: 1 }, { GREETING: 'old' });
      const image = process.env['TEST_BASE_IMAGE'] ?? '';
      const failing = await world.apps.release(app, { image, processTypes: { web: DYNO_PROGRAMS.deaf }, deadlineS: 6 });
      await eventually(async () => expect(await world.apps.deployment(failing)).toMatchObject({ state: 'failed' }), {
        withinMs: 30_000,
      });
      const { reason, logExcerpt } = await world.apps.deployment(failing);
      expect(reason).toMatch(/not healthy by the deadline: web\.1 /);
      expect(logExcerpt).toContain('listening on nothing');
      expect(await world.answers(app)).toEqual(['web.1 old']);
    },
    LONG,
  );

  it(
    'moves the dynos of a drained host before it stops them',
    async () => {
      const app = await world.deployed({ web: DYNO_PROGRAMS.web }, { web: 3 });
      const [drained] = await world.live(app);
      await world.apps.query('update hosts set is_draining = true where id = $1', [drained?.hostId]);
      await world.apps.nudge();
      await eventually(
        async () => {
          const dynos = await world.live(app);
          expect(dynos.map((dyno) => dyno.state)).toEqual(['up', 'up', 'up']);
          expect(dynos.map((dyno) => dyno.hostId)).not.toContain(drained?.hostId);
        },
        { withinMs: 60_000 },
      );
      await world.apps.query('update hosts set is_draining = false');
      await world.apps.nudge();
    },
    LONG,
  );
});
