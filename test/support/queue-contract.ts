import { inTransaction } from '@jujube/database/transaction.js';
import type { JobHandler } from '@jujube/queue/job-handler.js';
import type { Job } from '@jujube/queue/jobs.js';
import { startChildScript } from './child-script.js';
import { eventually } from './eventually.js';
import { startQueueProcess, type QueueProcess } from './queue-process.js';
import { seedApp, seedBuild, type SeededApp } from './seed-rows.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** Where a queue under test lies, and how it loses everything. */
export interface QueueUnderTest {
  redisUrl: string | null;
  flush(databaseUrl: string): Promise<void>;
}

const PRUNE: JobHandler = { kind: 'prune-images', concurrency: 1, handle: async () => undefined };

/** What every queue backend promises. */
export function queueContract(open: () => QueueUnderTest): void {
  let database: TestDatabase;
  let app: SeededApp;
  let one: QueueProcess;

  beforeEach(async () => {
    database = await createTestDatabase();
    app = await seedApp(database.dataSource);
    one = await startProcess();
  });

  afterEach(async () => {
    await one.close();
    await database.drop();
  });

  it('hands committed work to a worker, oldest first, and what was rolled back to nobody', async () => {
    const ids = [await commitBuild(), await commitBuild(), await commitBuild()];
    await expect(
      inTransaction(database.dataSource, async (manager) => {
        const rowId = await seedBuild(manager, app);
        await one.outbox.add(manager, { kind: 'build', rowId, generation: 1 });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    ids.push(await commitBuild());

    const seen = takeJobs(one);
    await eventually(() => expect(seen.map((job) => job.rowId)).toEqual(ids));
    expect(seen[0]).toEqual({ kind: 'build', rowId: ids[0], generation: 1 });
  });

  it('counts the same job added twice as one, also when the first has run', async () => {
    const [first, last] = [jobOf(await rowWithoutJob()), jobOf(await rowWithoutJob())];
    await one.producer.addAll([first, first]);
    const seen = takeJobs(one);
    await eventually(() => expect(seen).toEqual([first]));
    await one.producer.addAll([first, last]);
    await eventually(() => expect(seen).toEqual([first, last]));
  });

  it('holds a delayed job back while others pass', async () => {
    const [late, soon] = [jobOf(await rowWithoutJob()), jobOf(await rowWithoutJob())];
    await one.producer.add(late, 1500);
    expect(await one.producer.isWaiting(late)).toBe(true);
    await one.producer.add(soon);
    const seen = takeJobs(one);
    await eventually(() => expect(seen).toEqual([soon, late]));
  });

  it('shares work between processes so that each piece is claimed once', async () => {
    const two = await startProcess();
    const claimed: string[] = [];
    for (const worker of [one, two]) {
      worker.workers.start([buildHandler((job) => claimAndFinish(worker, job, claimed)), PRUNE]);
    }
    const ids = await Promise.all(Array.from({ length: 20 }, () => commitBuild()));
    await eventually(() => expect([...claimed].sort()).toEqual([...ids].sort()));
    await two.close();
    expect(claimed).toHaveLength(20);
  });

  it('runs failed work again from its row, as its next generation', async () => {
    const seen: Job[] = [];
    const id = await commitBuild();
    const failOnce = buildHandler(async (job) => {
      seen.push(job);
      const lease = await one.builds.claim(job, 'one');
      if (seen.length > 1) return one.builds.finish(lease!, { state: 'succeeded' });
      await one.builds.handOver(lease!);
      await makeSuspect(id);
      throw new Error('the registry did not answer');
    });
    one.workers.start([failOnce, PRUNE]);
    await eventually(() => expect(seen.map((job) => job.generation)).toEqual([1, 2]), { withinMs: 20_000 });
    await eventually(async () => expect(await stateOf(id)).toBe('succeeded'));
  });

  it('takes work over from a worker that was killed', async () => {
    const id = await commitBuild();
    const child = await startChildScript('queue-worker.child.ts', [database.url, open().redisUrl ?? '']);
    await eventually(() => expect(child.output()).toContain(`claimed ${id}`), { withinMs: 20_000 });
    await child.kill('SIGKILL');

    const claimed: string[] = [];
    one.workers.start([buildHandler((job) => claimAndFinish(one, job, claimed)), PRUNE]);
    await eventually(async () => expect(await stateOf(id)).toBe('succeeded'), { withinMs: 30_000 });
    expect(claimed).toEqual([id]);
  }, 60_000);

  it('restores what a flushed queue forgot, and lets running work end once', async () => {
    const [running, ...forgotten] = [await commitBuild(), await commitBuild(), await commitBuild()];
    const claimed: string[] = [];
    let letRun = () => {};
    const gate = new Promise<void>((resolve) => (letRun = resolve));
    const slow = buildHandler(async (job) => {
      const first = claimed.length === 0;
      await claimAndFinish(one, job, claimed, first ? gate : undefined);
    });
    one.workers.start([slow, PRUNE]);
    await eventually(() => expect(claimed).toEqual([running]));

    await open().flush(database.url);
    for (const id of forgotten) await makeSuspect(id);
    letRun();
    await eventually(() => expect([...claimed].sort()).toEqual([running, ...forgotten].sort()), { withinMs: 30_000 });
    await eventually(async () => expect(await stateOf(forgotten[1]!)).toBe('succeeded'));
    expect(claimed).toHaveLength(3);
  }, 60_000);

  it('tells running work to give up when the process ends, and another process carries on', async () => {
    const two = await startProcess();
    const id = await commitBuild();
    let started = false;
    const untilTold = buildHandler(async (job, signal) => {
      const lease = await two.builds.claim(job, 'two');
      started = true;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await two.builds.handOver(lease!);
    });
    two.workers.start([untilTold, PRUNE]);
    await eventually(() => expect(started).toBe(true));
    await two.close();
    expect(await stateOf(id)).toBe('pending');

    await makeSuspect(id);
    one.workers.start([buildHandler((job) => claimAndFinish(one, job, [])), PRUNE]);
    await eventually(async () => expect(await stateOf(id)).toBe('succeeded'), { withinMs: 20_000 });
  }, 40_000);

  const startProcess = () => startQueueProcess({ databaseUrl: database.url, redisUrl: open().redisUrl });

  const jobOf = (rowId: string): Job => ({ kind: 'build', rowId, generation: 1 });

  async function commitBuild(): Promise<string> {
    return inTransaction(database.dataSource, async (manager) => {
      const rowId = await seedBuild(manager, app);
      await one.outbox.add(manager, jobOf(rowId));
      return rowId;
    });
  }

  // a build that has ended, so that the sweeper leaves it alone
  async function rowWithoutJob(): Promise<string> {
    const id = await seedBuild(database.dataSource.manager, app);
    await database.dataSource.query("update builds set state = 'succeeded' where id = $1", [id]);
    return id;
  }

  /** Makes a row look as if it had been untouched for a while, to spare the test the wait. */
  async function makeSuspect(id: string): Promise<void> {
    await database.dataSource.query("update builds set updated_at = now() - interval '1 minute' where id = $1", [id]);
  }

  async function stateOf(id: string): Promise<string> {
    const [build] = await database.dataSource.query('select state from builds where id = $1', [id]);
    return build.state;
  }

  function takeJobs(worker: QueueProcess): Job[] {
    const seen: Job[] = [];
    worker.workers.start([buildHandler(async (job) => void seen.push(job)), PRUNE]);
    return seen;
  }
}

function buildHandler(handle: JobHandler['handle']): JobHandler {
  return { kind: 'build', concurrency: 1, handle };
}

async function claimAndFinish(worker: QueueProcess, job: Job, claimed: string[], gate?: Promise<void>): Promise<void> {
  const lease = await worker.builds.claim(job, 'a worker');
  if (!lease) return;
  claimed.push(job.rowId);
  await gate;
  await worker.builds.finish(lease, { state: 'succeeded' });
}
