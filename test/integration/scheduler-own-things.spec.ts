import { createSocket } from 'node:dgram';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import type { HealthCheck } from '@jujube/core/formation/health-check.js';
import type { RulesWish } from '@jujube/core/rules/rules-wish.js';
import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import type { SeededApp } from '../support/seed-rows.js';
import { DYNO_PROGRAMS } from '../support/test-programs.js';

const LONG = 120_000;
const METRICS = { name: 'metrics', containerPort: 9090, protocol: 'tcp' as const };
const ECHO = { name: 'echo', containerPort: 7, hostPort: 7007, protocol: 'udp' as const };
const LOOKS_AT_METRICS: HealthCheck = {
  ...{ protocol: 'http', path: '/', portName: 'metrics' },
  ...{ intervalSeconds: 1, timeoutSeconds: 2, graceSeconds: 30, maxConsecutiveFailures: 3 },
};

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

/** An app whose worker has rules before its first release. */
async function worker(quantity: number, rules: RulesWish, check: HealthCheck | null = null): Promise<SeededApp> {
  const app = await world.apps.addApp();
  await world.apps.scale(app, { worker: quantity });
  await world.apps.query('update formations set rules = $2, health_check = $3 where app_id = $1', [
    app.appId,
    JSON.stringify(rules),
    check && JSON.stringify(check),
  ]);
  return app;
}

const release = (app: SeededApp) => world.release(app, { worker: DYNO_PROGRAMS.ported });

async function waitingSlot({ appId }: SeededApp): Promise<{ slot: number; reason: string } | undefined> {
  const sql = 'select slot, reason from waiting_slots where app_id = $1';
  const [row] = await world.database.dataSource.query<{ slot: number; reason: string }[]>(sql, [appId]);
  return row;
}

const portOf = (dyno: DynoEntity, name: string) => dyno.ports.find((port) => port.name === name)!.hostPort;

async function answerOf(dyno: DynoEntity): Promise<string> {
  return (await fetch(`http://${dyno.hostAddress}:${portOf(dyno, 'metrics')}/`)).text();
}

function echo(dyno: DynoEntity, text: string): Promise<string> {
  const socket = createSocket('udp4');
  return new Promise<string>((resolve, reject) => {
    socket.on('message', (message) => resolve(message.toString()));
    socket.on('error', reject);
    socket.send(text, portOf(dyno, 'echo'), dyno.hostAddress);
    setTimeout(() => reject(new Error('no echo within 5 s')), 5_000).unref();
  }).finally(() => socket.close());
}

describe('named ports', () => {
  it(
    'are published beside PORT, over TCP and UDP, are what a check looks at, and are there once on a host',
    async () => {
      const app = await worker(2, { ports: [METRICS, ECHO] }, LOOKS_AT_METRICS);
      await world.succeeds(await release(app));
      const dynos = await world.up(app);
      // no PORT: the check looks elsewhere, and nothing routes to a worker
      expect(dynos.map(({ hostPort }) => hostPort)).toEqual([null, null]);
      expect(await Promise.all(dynos.map(answerOf))).toEqual(['worker.1  9090 ', 'worker.2  9090 ']);
      expect(dynos.map((dyno) => portOf(dyno, 'echo'))).toEqual([7007, 7007]);
      expect(new Set(dynos.map(({ hostName }) => hostName)).size).toBe(2);
      expect(await echo(dynos[0]!, 'hello')).toBe('hello');

      await world.apps.scale(app, { worker: 4 });
      await eventually(
        async () => {
          expect((await waitingSlot(app))?.reason).toContain('3 have their port 7007 taken');
        },
        { withinMs: 60_000 },
      );
    },
    LONG,
  );

  it(
    'of a release that listens on none of them keep it from arriving',
    async () => {
      const app = await worker(1, { ports: [METRICS] }, { ...LOOKS_AT_METRICS, graceSeconds: 3 });
      const deployment = await world.release(app, { worker: DYNO_PROGRAMS.worker });
      await eventually(
        async () => {
          const crashed = (await world.apps.dynos(app)).find(({ state }) => state === 'crashed');
          expect(crashed?.reason).toContain('R10 (Boot timeout)');
        },
        { withinMs: 60_000 },
      );
      expect(await world.apps.deployment(deployment)).not.toMatchObject({ state: 'succeeded' });
    },
    LONG,
  );
});

describe('gpus', () => {
  it(
    'are held by one dyno each, of hosts that have some, and go on to the next release though none is free',
    async () => {
      const rules = { gpus: 1, ports: [METRICS] };
      const app = await worker(3, rules, LOOKS_AT_METRICS);
      await release(app);
      const third = await eventually(
        async () => {
          const waiting = await waitingSlot(app);
          expect(waiting?.reason).toContain('3 lack gpus (1 wanted)');
          expect(await world.up(app)).toHaveLength(2);
          return waiting?.slot;
        },
        { withinMs: 60_000 },
      );
      expect(third).toBe(3);
      expect(await gpusSeen(app)).toEqual(['GPU-a', 'GPU-b']);

      await world.apps.scale(app, { worker: 2 });
      await world.succeeds(await release(app));
      expect(await gpusSeen(app)).toEqual(['GPU-a', 'GPU-b']);
      expect(new Set((await world.up(app)).map(({ releaseVersion }) => releaseVersion))).toEqual(new Set([2]));
    },
    LONG,
  );
});

/** As the dynos themselves see them: what the engine's driver hands in. */
async function gpusSeen(app: SeededApp): Promise<string[]> {
  const dynos = await world.up(app);
  expect(new Set(dynos.map(({ hostName }) => hostName))).toEqual(new Set(['h3']));
  const answers = await Promise.all(dynos.map(answerOf));
  return answers.map((answer) => answer.split(' ').at(-1)!).sort();
}
