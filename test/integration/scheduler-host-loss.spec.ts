import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import type { SeededApp } from '../support/seed-rows.js';
import { powerOf, type HostPower } from '../support/test-host-power.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const LOST = 'h3';
const IMPATIENT = { hostProbeEveryMs: 1_000, hostDisconnectedAfterMs: 5_000, hostDownAfterMs: 15_000 };
const LONG = 240_000;

let world: SchedulerWorld;
let scheduler: RunningScheduler;
let power: HostPower;
let app: SeededApp;

beforeAll(async () => {
  world = await SchedulerWorld.open();
  scheduler = await startScheduler(world.database.url, IMPATIENT);
  power = await powerOf(LOST);
}, LONG);

beforeEach(async () => {
  await world.hostsReady();
  app = await world.deployed({ web: DYNO_PROGRAMS.web }, { web: 3 });
  expect((await world.up(app)).map((dyno) => dyno.hostName).sort()).toEqual(['h1', 'h2', 'h3']);
}, LONG);

afterEach(async () => {
  await power.on();
  await world.clear();
}, LONG);

afterAll(async () => {
  await scheduler?.stop();
  await world?.close();
}, LONG);

async function statusOfLost(): Promise<string> {
  const [row] = await world.database.dataSource.query(
    'select s.status from host_status s join hosts h on h.id = s.host_id where h.name = $1',
    [LOST],
  );
  return row.status;
}

async function moves(withinMs: number): Promise<void> {
  await eventually(
    async () => {
      const hosts = (await world.up(app)).map((dyno) => dyno.hostName);
      expect(hosts).toHaveLength(3);
      expect(hosts).not.toContain(LOST);
    },
    { withinMs },
  );
}

describe('a host', () => {
  it(
    'that loses its power gives its dynos up after some silence, and loses their containers when it is back',
    async () => {
      await power.cut();
      await eventually(async () => expect(await statusOfLost()).toBe('disconnected'), { withinMs: 40_000 });
      expect(await world.up(app)).toHaveLength(3);
      await moves(90_000);
      expect((await world.apps.dynos(app)).find((dyno) => dyno.hostName === LOST)?.state).toBe('lost');
      await power.on();
      await eventually(async () => expect(await world.containers()).toHaveLength(3), {
        withinMs: 60_000,
        everyMs: 500,
      });
      await eventually(async () => expect(await statusOfLost()).toBe('ready'), { withinMs: 30_000 });
    },
    LONG,
  );

  it(
    'that is silent gives up early what shall not wait, and keeps what shall',
    async () => {
      const ofTypes = { eager: DYNO_PROGRAMS.worker, patient: DYNO_PROGRAMS.worker };
      const two = await world.deployed(ofTypes, { eager: 3, patient: 3 });
      await world.apps.setDisruption(two, 'eager', { lostAfterSeconds: 0 });
      await world.apps.setDisruption(two, 'patient', { replace: false });
      const hostsOf = async (type: string) =>
        (await world.up(two)).filter(({ processType }) => processType === type).map(({ hostName }) => hostName);
      const before = await hostsOf('patient');
      await power.cut();
      await eventually(async () => expect(await hostsOf('eager')).not.toContain(LOST), { withinMs: 40_000 });
      await eventually(async () => expect(await hostsOf('eager')).toHaveLength(3), { withinMs: 40_000 });
      expect(await statusOfLost()).toBe('disconnected');
      await moves(90_000);
      expect(await hostsOf('patient')).toEqual(before);
      await power.on();
      // its process died with the power, and starts again as after any crash
      await eventually(async () => expect(await hostsOf('patient')).toHaveLength(3), { withinMs: 90_000 });
      const states = (await world.apps.dynos(two)).filter(({ processType }) => processType === 'patient');
      expect(states.map(({ state }) => state)).not.toContain('lost');
    },
    LONG,
  );

  it(
    'that comes back with dynos that were replaced keeps those whose policy is for the original',
    async () => {
      await world.apps.setDisruption(app, 'web', { reconcile: 'keep_original' });
      const original = (await world.up(app)).find(({ hostName }) => hostName === LOST)!;
      await power.unplug();
      const inSlot = async () => (await world.live(app)).filter(({ slot }) => slot === original.slot);
      const isReplaced = async () => {
        const others = (await inSlot()).filter(({ hostName, isHealthy }) => hostName !== LOST && isHealthy);
        expect(others).toHaveLength(1);
      };
      await eventually(isReplaced, { withinMs: 90_000 });
      expect((await inSlot()).map(({ id }) => id)).toContain(original.id);
      await power.plug();
      const isBack = async () => {
        expect(await inSlot()).toMatchObject([{ id: original.id, state: 'up', isHealthy: true }]);
        expect(await world.containers()).toHaveLength(3);
      };
      await eventually(isBack, { withinMs: 90_000, everyMs: 500 });
      expect((await world.live(app)).find(({ id }) => id === original.id)?.containerId).toBe(original.containerId);
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
      const before = (await world.up(app)).map((dyno) => dyno.id);
      power.killEngine();
      await eventually(async () => expect(await statusOfLost()).toBe('disconnected'), { withinMs: 40_000 });
      await power.on();
      await eventually(async () => expect(await statusOfLost()).toBe('ready'), { withinMs: 60_000 });
      const after = await world.apps.dynos(app);
      expect(after.map((dyno) => dyno.id)).toEqual(before);
      expect(after.every((dyno) => dyno.state === 'up' && dyno.isHealthy)).toBe(true);
    },
    LONG,
  );
});
