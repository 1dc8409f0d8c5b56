import { randomUUID } from 'node:crypto';
import { CapabilitiesRepository } from '@jujube/database/capabilities/capabilities.repository.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { addOneOff } from '@jujube/database/one-offs/add-one-off.js';
import { addTaskRun } from '@jujube/database/task-runs/add-task-run.js';
import { sealTaskSecrets } from '@jujube/database/task-runs/task-secrets.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { buildApps } from '../support/build-apps.js';
import { eventually } from '../support/eventually.js';
import { openRendezvous, type RendezvousTalk } from '../support/rendezvous.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { startSchedulerProcess, type SchedulerProcess } from '../support/scheduler-process.js';
import { SchedulerWorld } from '../support/scheduler-world.js';
import type { SeededApp } from '../support/seed-rows.js';
import { powerOf } from '../support/test-host-power.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';

const LONG = 240_000;
const PATIENCE = { withinMs: 90_000, everyMs: 100 };
const IMPATIENT = { hostProbeEveryMs: 1_000, hostDisconnectedAfterMs: 5_000, hostDownAfterMs: 15_000 };

let world: SchedulerWorld;
let app: SeededApp;
let release: string;
let appsDir: string;
let victim: SchedulerProcess | undefined;
let scheduler: RunningScheduler | undefined;

beforeAll(async () => {
  appsDir = await buildApps();
  world = await SchedulerWorld.open();
  scheduler = await startScheduler(world.database.url, IMPATIENT);
  await world.hostsReady();
  app = await world.deployed({ web: 'sleep 600' }, { web: 0 }, { GREETING: 'hi' });
  const [row] = await rows('select id from releases where app_id = $1 order by version desc limit 1', [app.appId]);
  release = row!.id as string;
  await scheduler.stop();
  scheduler = undefined;
}, LONG);

afterEach(async () => {
  await victim?.kill('SIGKILL');
  victim = undefined;
  scheduler ??= await startScheduler(world.database.url, IMPATIENT);
  await world.apps.query(`delete from tasks where kind = 'run'`);
  await eventually(async () => expect(await world.containers()).toEqual([]), PATIENCE);
  await scheduler.stop();
  scheduler = undefined;
}, LONG);

afterAll(() => world?.close(), LONG);

const rows = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  world.database.dataSource.query(sql, values);

/** A one-off dyno that waits for somebody, and that one's connection. */
async function attachedTo(command: string, userId = app.userId): Promise<{ id: string; talk: RendezvousTalk }> {
  const id = randomUUID();
  const wish = {
    ...{
      name: 'run',
      image: process.env['TEST_BASE_IMAGE'] ?? '',
      isPullForced: false,
      argv: ['/bin/sh', '-c', command],
    },
    ...{ cpuMillis: 10, memoryMib: 32, pool: 'default', hostLabels: {}, labels: {}, timeoutSeconds: null },
    ...{
      queueTimeoutSeconds: 60,
      retries: { neverStarted: 0, failed: 0 },
      callbackUrl: null,
      logRetentionSeconds: 600,
    },
  };
  const secrets = { env: {}, maskedEnv: {}, callbackSecret: null };
  const box = new SecretBox(Buffer.from(TEST_MASTER_KEY, 'base64'));
  const secret = await inTransaction(world.database.dataSource, async (manager) => {
    const run = { id, ownerId: app.userId, wish, idempotencyKey: null, requestHash: '' };
    await addTaskRun(manager, { ...run, secretsEncrypted: sealTaskSecrets(box, id, secrets) });
    const kind = { processType: 'run', command, isAttached: true, isTty: true, columns: 80, rows: 24 };
    await addOneOff(manager, { taskId: id, appId: app.appId, releaseId: release, ...kind });
    const subject = { taskId: id, isTty: true };
    return new CapabilitiesRepository(world.database.dataSource).issue(
      { kind: 'attach', holder: { appId: app.appId, userId, tokenId: null }, subject, ttlSeconds: 600 },
      manager,
    );
  });
  await world.apps.nudge();
  const [{ address }, { certificate }] = [
    (await rows('select address from attach_relays'))[0]!,
    (await rows('select certificate from certificate_authorities'))[0]!,
  ];
  return { id, talk: await openRendezvous(`rendezvous://${address as string}/${secret}`, certificate as string) };
}

async function stateOf(id: string) {
  const [row] = await rows('select phase, reason, exit_code as "exitCode" from task_runs where id = $1', [id]);
  return row;
}

const relayOpens = (since: Date) =>
  eventually(
    async () => expect(await rows('select from attach_relays where since > $1', [since])).toHaveLength(1),
    PATIENCE,
  );

const endsOfTerminals = () =>
  rows(`select actor_id as "userId", problem, target from audit_events where kind = 'ended' order by sequence`);

describe('a dyno that somebody is attached to', () => {
  it(
    'SEC-34: ends with the right to it, which is said and audited, while others go on',
    async () => {
      const since = new Date();
      scheduler = await startScheduler(world.database.url, IMPATIENT);
      await relayOpens(since);
      await world.hostsReady();
      const [{ id: guest }] = (await rows(
        `insert into users (email, password_hash) values ('guest@example.com', '') returning id`,
      )) as [{ id: string }];
      await rows(`insert into collaborators (app_id, user_id, permissions) values ($1, $2, '{view,deploy}')`, [
        app.appId,
        guest,
      ]);
      const theirs = await attachedTo('echo begun; sleep 600', guest);
      const own = await attachedTo('echo begun; sleep 600');
      for (const { talk } of [theirs, own]) await eventually(() => expect(talk.shown()).toContain('begun'), PATIENCE);
      await rows(`update collaborators set permissions = '{view}' where user_id = $1`, [guest]);
      await theirs.talk.closed;
      expect(theirs.talk.shown()).toMatch(/The session ends here: .*the permission dyno\.run was withdrawn/);
      await eventually(async () => {
        const target = expect.stringMatching(/^app=\S+ dyno=run\.\d{4}$/);
        expect(await endsOfTerminals()).toEqual([{ userId: guest, problem: 'right_lost', target }]);
      }, PATIENCE);
      await eventually(async () => expect((await stateOf(theirs.id))?.phase).not.toBe('running'), PATIENCE);
      expect(own.talk.socket.destroyed).toBe(false);
      own.talk.socket.destroy();
    },
    LONG,
  );

  it(
    'SEC-34: ends when nothing came or went for long',
    async () => {
      const since = new Date();
      scheduler = await startScheduler(world.database.url, { ...IMPATIENT, oneOffIdleMs: 2_000 });
      await relayOpens(since);
      await world.hostsReady();
      const { talk } = await attachedTo('echo begun; sleep 600');
      await talk.closed;
      expect(talk.shown()).toMatch(/begun[^]*The session ends here: nothing came or went for 2 seconds/);
      await eventually(async () => {
        expect((await endsOfTerminals()).at(-1)).toMatchObject({ userId: app.userId, problem: 'terminal_idle' });
      }, PATIENCE);
    },
    LONG,
  );

  it(
    'has the config of its release, and ends when its scheduler dies: the next one takes it away',
    async () => {
      const since = new Date();
      victim = await startSchedulerProcess(appsDir, { databaseUrl: world.database.url });
      await relayOpens(since);
      await world.hostsReady();
      const { id, talk } = await attachedTo('echo $GREETING $DYNO; sleep 600');
      await eventually(() => expect(talk.shown()).toMatch(/^hi run\.\d{4}\r\n$/), PATIENCE);
      await victim.kill('SIGKILL');
      await talk.closed;
      scheduler = await startScheduler(world.database.url, IMPATIENT);
      await eventually(async () => expect(await stateOf(id)).toMatchObject({ phase: 'lost' }), PATIENCE);
      expect((await stateOf(id))?.reason).toMatch(/lost with the scheduler/);
      await eventually(async () => expect(await world.containers()).toEqual([]), PATIENCE);
    },
    LONG,
  );

  it(
    'is lost with its host, and whoever is attached hears of it',
    async () => {
      const since = new Date();
      scheduler = await startScheduler(world.database.url, IMPATIENT);
      await relayOpens(since);
      await world.hostsReady();
      const { id, talk } = await attachedTo('echo begun; sleep 600');
      await eventually(() => expect(talk.shown()).toContain('begun'), PATIENCE);
      const [{ name }] = (await rows('select h.name from tasks t join hosts h on h.id = t.host_id where t.id = $1', [
        id,
      ])) as [{ name: string }];
      const power = await powerOf(name);
      await power.crash();
      try {
        await talk.closed;
        await eventually(async () => expect(await stateOf(id)).toMatchObject({ phase: 'lost' }), PATIENCE);
      } finally {
        await power.on();
      }
      await world.hostsReady();
    },
    LONG,
  );
});
