import type { RulesWish } from '@jujube/core/rules/rules-wish.js';
import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import type { SeededApp } from '../support/seed-rows.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const LONG = 120_000;

let world: SchedulerWorld;
let scheduler: RunningScheduler;

beforeAll(async () => {
  world = await SchedulerWorld.open();
  scheduler = await startScheduler(world.database.url);
  await world.hostsReady();
  // h1 and h2 in zone a, h3 in zone b
  await world.apps.query(
    `update hosts set labels = jsonb_build_object('zone', case name when 'h3' then 'b' else 'a' end)`,
  );
}, LONG);

afterAll(async () => {
  await world?.clear();
  await scheduler?.stop();
  await world?.close();
}, LONG);

async function rule(app: SeededApp, processType: string, rules: RulesWish): Promise<void> {
  await world.apps.query('update formations set rules = $3 where app_id = $1 and process_type = $2', [
    app.appId,
    processType,
    JSON.stringify(rules),
  ]);
  await world.apps.nudge();
}

async function hostsOf(app: SeededApp, processType = 'web'): Promise<string[]> {
  return (await world.live(app))
    .filter((dyno) => dyno.processType === processType && dyno.state === 'up')
    .map((dyno) => dyno.hostName);
}

describe('the scheduler, by rules', () => {
  it(
    'groups by zone what is placed from then on, replaces nothing for a rule, and updates one per host on all hosts',
    async () => {
      const app = await world.deployed({ web: DYNO_PROGRAMS.web }, { web: 1 });
      const [first] = await world.live(app);
      const other = first?.hostName === 'h3' ? 'a' : 'b';
      await rule(app, 'web', { constraints: [['zone', 'IS', other]] });
      await rule(app, 'web', { constraints: [['zone', 'GROUP_BY', '2']] });
      await world.apps.scale(app, { web: 2 });
      await eventually(async () => expect(await hostsOf(app)).toHaveLength(2), { withinMs: 60_000 });
      expect((await world.live(app)).map(({ id }) => id)).toContain(first?.id);
      expect((await hostsOf(app)).filter((name) => name === 'h3')).toHaveLength(1);

      await rule(app, 'web', { constraints: [['hostname', 'UNIQUE']] });
      await world.apps.scale(app, { web: 3 });
      await eventually(async () => expect((await hostsOf(app)).sort()).toEqual(['h1', 'h2', 'h3']), {
        withinMs: 60_000,
      });
      await world.succeeds(await world.release(app, { web: DYNO_PROGRAMS.web }));
      expect((await hostsOf(app)).sort()).toEqual(['h1', 'h2', 'h3']);
    },
    LONG,
  );

  it(
    'publishes dynos on the port of the host that their owner wants, and updates them on all hosts',
    async () => {
      const app = await world.deployed({ web: DYNO_PROGRAMS.web }, { web: 0 });
      await rule(app, 'web', { hostPort: 8_123 });
      await world.apps.scale(app, { web: 3 });
      await eventually(async () => expect(await hostsOf(app)).toHaveLength(3), { withinMs: 60_000 });
      const before = await world.live(app);
      expect(before.map(({ hostPort }) => hostPort)).toEqual([8_123, 8_123, 8_123]);
      await world.succeeds(await world.release(app, { web: DYNO_PROGRAMS.web }, { GREETING: 'again' }));
      expect(await world.answers(app)).toEqual(['web.1 again', 'web.2 again', 'web.3 again']);
      expect((await hostsOf(app)).sort()).toEqual(['h1', 'h2', 'h3']);
      expect((await world.up(app)).map(({ hostPort }) => hostPort)).toEqual([8_123, 8_123, 8_123]);
    },
    LONG,
  );

  it(
    'keeps a worker away from web, and says of a web that finds no place which rule refuses it',
    async () => {
      const app = await world.apps.addApp();
      await world.apps.scale(app, { web: 1, worker: 1 });
      await rule(app, 'worker', {
        affinity: [{ target: 'service', selector: 'web', weight: -100, isRequired: true, topologyKey: 'zone' }],
      });
      await world.succeeds(await world.release(app, { web: DYNO_PROGRAMS.web, worker: DYNO_PROGRAMS.web }));
      const [[web], [worker]] = [await hostsOf(app), await hostsOf(app, 'worker')];
      expect([web, worker].filter((name) => name === 'h3')).toHaveLength(1);

      await rule(app, 'web', { constraints: [['zone', 'UNIQUE']] });
      await world.apps.scale(app, { web: 3 });
      await eventually(
        async () => {
          const [waiting] = await world.database.dataSource.query('select * from waiting_slots where app_id = $1', [
            app.appId,
          ]);
          expect(JSON.stringify(waiting)).toContain('3 have their share already (at most 1 per zone)');
        },
        { withinMs: 60_000 },
      );
    },
    LONG,
  );
});
