import { randomUUID } from 'node:crypto';
import type { TaskWish } from '@jujube/core/task/task-wish.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { addTaskRun } from '@jujube/database/task-runs/add-task-run.js';
import { sealTaskSecrets } from '@jujube/database/task-runs/task-secrets.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { buildApps } from '../support/build-apps.js';
import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { startSchedulerProcess, type SchedulerProcess } from '../support/scheduler-process.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import { seedApp } from '../support/seed-rows.js';
import { powerOf } from '../support/test-host-power.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';

const LONG = 240_000;
const PATIENCE = { withinMs: 90_000, everyMs: 100 };

const IMPATIENT = { hostProbeEveryMs: 1_000, hostDisconnectedAfterMs: 5_000, hostDownAfterMs: 15_000 };

const SMALL: TaskWish = {
  ...{ name: '', image: process.env['TEST_BASE_IMAGE'] ?? '', isPullForced: false, argv: ['true'] },
  ...{ cpuMillis: 10, memoryMib: 32, pool: 'default', hostLabels: {}, labels: {} },
  ...{ timeoutSeconds: null, queueTimeoutSeconds: 600, retries: { neverStarted: 5, failed: 0 } },
  ...{ callbackUrl: null, logRetentionSeconds: 600 },
};

let world: SchedulerWorld;
let ownerId: string;
let appsDir: string;
let victim: SchedulerProcess | undefined;
let scheduler: RunningScheduler | undefined;
const box = new SecretBox(Buffer.from(TEST_MASTER_KEY, 'base64'));

beforeAll(async () => {
  appsDir = await buildApps();
  world = await SchedulerWorld.open();
  ownerId = (await seedApp(world.database.dataSource)).userId;
}, LONG);

afterEach(async () => {
  scheduler ??= await startScheduler(world.database.url, IMPATIENT);
  await victim?.kill('SIGKILL');
  victim = undefined;
  await world.apps.query(`delete from tasks where kind = 'run'`);
  await eventually(async () => expect(await world.containers()).toEqual([]), PATIENCE);
  await scheduler.stop();
  scheduler = undefined;
}, LONG);

afterAll(() => world?.close(), LONG);

async function start(): Promise<void> {
  scheduler = await startScheduler(world.database.url, IMPATIENT);
  await world.hostsReady();
}

async function begin(wish: Partial<TaskWish>): Promise<string> {
  const id = randomUUID();
  const secrets = { env: {}, maskedEnv: {}, callbackSecret: null };
  await inTransaction(world.database.dataSource, (manager) =>
    addTaskRun(manager, {
      ...{ id, ownerId, wish: { ...SMALL, ...wish }, idempotencyKey: null, requestHash: '' },
      secretsEncrypted: sealTaskSecrets(box, id, secrets),
    }),
  );
  await world.apps.nudge();
  return id;
}

async function rowOf(
  id: string,
): Promise<{ phase: string; attempt: number; reason: string | null; blocked: string | null }> {
  const [row] = await world.database.dataSource.query(
    'select r.phase, r.attempt, r.reason, t.blocked from task_runs r join tasks t using (id) where r.id = $1',
    [id],
  );
  return row;
}

const reaches = (id: string, row: object) =>
  eventually(async () => expect(await rowOf(id)).toMatchObject(row), PATIENCE);

async function outputOf(id: string): Promise<string[]> {
  const rows: { text: string }[] = await world.database.dataSource.query(
    'select text from task_output where task_id = $1 order by id',
    [id],
  );
  return rows.map(({ text }) => text);
}

const shell = (script: string) => ({ argv: ['/bin/sh', '-c', script] });

describe('a task', () => {
  it.each([
    ['task_created', 'created'],
    ['task_started', 'exited'],
  ])(
    'whose scheduler dies at %s goes on in the next one, and is started once',
    async (point, state) => {
      victim = await startSchedulerProcess(appsDir, { databaseUrl: world.database.url, crash: point });
      await world.hostsReady();
      const id = await begin(shell('echo begun; sleep 2; echo done'));
      await eventually(() => expect(victim?.ended()).toBe('SIGKILL'), PATIENCE);
      // what has ended by then must not begin anew
      await eventually(
        async () => expect((await world.containers()).map((one) => one.state)).toEqual([state]),
        PATIENCE,
      );
      await start();
      await reaches(id, { phase: 'finished', attempt: 1 });
      expect(await outputOf(id)).toEqual(['begun', 'done']);
    },
    LONG,
  );

  it(
    'that finds no host holds nobody up, and many share one',
    async () => {
      await start();
      const [{ memoryMib }] = await world.database.dataSource.query(
        'select max(memory_mib) as "memoryMib" from host_status',
      );
      const huge = { memoryMib: Math.floor(memoryMib * 0.6), ...shell('sleep 600') };
      const sleepers = await Promise.all([1, 2, 3].map(() => begin(huge)));
      for (const id of sleepers) await reaches(id, { phase: 'running' });
      const waiting = await begin(huge);
      const passing = await Promise.all(Array.from({ length: 12 }, () => begin({})));
      for (const id of passing) await reaches(id, { phase: 'finished' });
      expect(await rowOf(waiting)).toMatchObject({
        phase: 'queued',
        blocked: expect.stringMatching(/^no host fits this task: 3 lack memory/),
      });
      const late = await begin({ ...huge, queueTimeoutSeconds: 1 });
      await reaches(late, {
        phase: 'error',
        reason: expect.stringMatching(/^No host for it within 1 s: no host fits/),
      });
    },
    LONG,
  );

  it(
    'whose host dies is lost once it has run',
    async () => {
      await start();
      const id = await begin(shell('echo begun; sleep 600'));
      await eventually(async () => expect(await outputOf(id)).toEqual(['begun']), PATIENCE);
      const [{ name }] = await world.database.dataSource.query(
        'select h.name from tasks t join hosts h on h.id = t.host_id where t.id = $1',
        [id],
      );
      const power = await powerOf(name);
      await power.crash();
      try {
        await reaches(id, { phase: 'lost', attempt: 1, reason: expect.stringContaining(`host ${name} is gone`) });
      } finally {
        await power.on();
      }
    },
    LONG,
  );
});
