import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { readRoutedDynos } from '@jujube/database/routes/routes.queries.js';
import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import type { SeededApp } from '../support/seed-rows.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const LONG = 120_000;
const PATIENCE = { withinMs: 60_000 };

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

const deployed = () => world.deployed({ web: DYNO_PROGRAMS.web }, { web: 2 }, { GREETING: 'old' });
const next = (app: SeededApp, greeting = 'new') =>
  world.release(app, { web: DYNO_PROGRAMS.web }, { GREETING: greeting });
const idsOf = (dynos: DynoEntity[]) => dynos.map(({ id }) => id).sort();

async function waitsForPromotion(deployment: string): Promise<void> {
  await eventually(async () => {
    const [row] = await world.apps.query(
      'select canaries_since as id from deployments where id = $1 and canaries_since is not null',
      [deployment],
    );
    expect(row).toBeDefined();
  }, PATIENCE);
}

async function promote(deployment: string): Promise<void> {
  await world.apps.query('update deployments set promoted_at = now(), canaries_since = null where id = $1', [
    deployment,
  ]);
  await world.apps.nudge();
}

describe('a canary release', () => {
  it(
    'serves beside all old dynos until it is promoted, and then follows everywhere',
    async () => {
      const app = await deployed();
      const old = idsOf(await world.live(app));
      await world.apps.setUpdate(app, 'web', { strategy: 'canary', canary: 1 });
      const deployment = await next(app);
      await waitsForPromotion(deployment);
      expect((await world.answers(app)).sort()).toEqual(['web.1 new', 'web.1 old', 'web.2 old']);
      expect(idsOf(await world.live(app))).toEqual(expect.arrayContaining(old));
      await promote(deployment);
      await world.succeeds(deployment);
      await eventually(async () => expect(await world.answers(app)).toEqual(['web.1 new', 'web.2 new']), PATIENCE);
    },
    LONG,
  );

  it(
    'promotes itself after its time, and leaves the old dynos alone when it never gets ready',
    async () => {
      const app = await deployed();
      await world.apps.setUpdate(app, 'web', { strategy: 'canary', canary: 1, autoPromoteAfterSeconds: 2 });
      await world.succeeds(await next(app));
      const good = idsOf(await world.up(app));
      const failing = await world.release(app, { web: DYNO_PROGRAMS.crashing });
      await eventually(
        async () => expect(await world.apps.deployment(failing)).toMatchObject({ state: 'failed' }),
        PATIENCE,
      );
      await eventually(async () => expect(idsOf(await world.live(app))).toEqual(good), PATIENCE);
    },
    LONG,
  );
});

describe('blue and green', () => {
  const seen = async (app: SeededApp) => {
    const rows = await readRoutedDynos(world.database.dataSource.manager);
    const ids = rows.filter((row) => row.appId === app.appId && !row.isDraining).map((row) => row.id);
    return new Set((await world.live(app)).filter(({ id }) => ids.includes(id)).map((dyno) => dyno.releaseVersion));
  };

  it(
    'stand beside each other in full, and routers see one of them at a time',
    async () => {
      const app = await deployed();
      await world.apps.setUpdate(app, 'web', { strategy: 'bluegreen' });
      const deployment = await next(app);
      await waitsForPromotion(deployment);
      expect((await world.answers(app)).sort()).toEqual(['web.1 new', 'web.1 old', 'web.2 new', 'web.2 old']);
      expect(await seen(app)).toEqual(new Set([1]));
      await promote(deployment);
      await world.succeeds(deployment);
      expect(await seen(app)).toEqual(new Set([2]));
      const cancelled = await next(app, 'never');
      await waitsForPromotion(cancelled);
      await world.apps.query(`update deployments set state = 'cancelled' where id = $1`, [cancelled]);
      expect(await seen(app)).toEqual(new Set([2]));
      await world.apps.nudge();
      await eventually(async () => expect(await world.answers(app)).toEqual(['web.1 new', 'web.2 new']), PATIENCE);
    },
    LONG,
  );

  it(
    'leave the old ones behind the new ones, unseen, until they are confirmed or kept for long enough',
    async () => {
      const app = await deployed();
      const policy = { strategy: 'bluegreen', confirm: 'manual', autoPromoteAfterSeconds: 0 } as const;
      await world.apps.setUpdate(app, 'web', policy);
      const deployment = await next(app);
      const isSwitched = async () =>
        expect(
          await world.apps.query('select id from deployments where id = $1 and switched_at is not null', [deployment]),
        ).toHaveLength(1);
      await eventually(isSwitched, PATIENCE);
      expect((await world.answers(app)).sort()).toEqual(['web.1 new', 'web.1 old', 'web.2 new', 'web.2 old']);
      expect(await seen(app)).toEqual(new Set([2]));
      await world.apps.setUpdate(app, 'web', { ...policy, keepPreviousSeconds: 1 });
      await world.succeeds(deployment);
      await eventually(async () => expect(await world.answers(app)).toEqual(['web.1 new', 'web.2 new']), PATIENCE);
    },
    LONG,
  );
});

describe('a paused release', () => {
  it(
    'starts nothing until it goes on',
    async () => {
      const app = await deployed();
      await world.apps.setUpdate(app, 'web', { strategy: 'canary', canary: 1 });
      const deployment = await next(app);
      await waitsForPromotion(deployment);
      const halfWay = idsOf(await world.live(app));
      await world.apps.query('update deployments set paused_at = now() where id = $1', [deployment]);
      await promote(deployment);
      // as proof that the scheduler has looked: something else moves meanwhile
      await deployed();
      expect(idsOf(await world.live(app))).toEqual(halfWay);
      await world.apps.query('update deployments set paused_at = null where id = $1', [deployment]);
      await world.apps.nudge();
      await world.succeeds(deployment);
    },
    LONG,
  );
});

describe('recreate', () => {
  it(
    'never runs two releases at once',
    async () => {
      const app = await deployed();
      await world.apps.setUpdate(app, 'web', { strategy: 'recreate' });
      const deployment = await next(app);
      await eventually(
        async () => {
          const releases = new Set((await world.live(app)).map((dyno) => dyno.releaseId));
          if (releases.size > 1) overlaps.push([...releases]);
          expect(await world.apps.deployment(deployment)).toMatchObject({ state: 'succeeded' });
        },
        { ...PATIENCE, everyMs: 5 },
      );
      expect(overlaps).toEqual([]);
      expect(await world.answers(app)).toEqual(['web.1 new', 'web.2 new']);
    },
    LONG,
  );
  const overlaps: string[][] = [];
});

describe('auto-revert', () => {
  it(
    'releases the last good one again, once, and says why',
    async () => {
      const app = await deployed();
      await world.apps.setUpdate(app, 'web', { autoRevert: true });
      const failing = await world.release(app, { web: DYNO_PROGRAMS.crashing });
      const releases = () =>
        world.database.dataSource.query(
          `select r.version, r.description, d.state, d.is_revert as "isRevert" from releases r
           join deployments d on d.release_id = r.id where r.app_id = $1 order by r.version`,
          [app.appId],
        );
      await eventually(async () => {
        const [, second, third, ...others] = await releases();
        expect(second).toMatchObject({ version: 2, state: 'failed' });
        expect(third).toMatchObject({ version: 3, state: 'succeeded', isRevert: true });
        expect(others).toEqual([]);
      }, PATIENCE);
      const { reason } = await world.apps.deployment(failing);
      expect((await releases())[2].description).toBe(`Automatic rollback to v1: v2 failed: ${reason}`);
      expect(await world.answers(app)).toEqual(['web.1 old', 'web.2 old']);
    },
    LONG,
  );
});
