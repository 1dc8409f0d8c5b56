import { Canary } from '@jujube/queue/canary.js';
import type { JobHandler } from '@jujube/queue/job-handler.js';
import { JobProducer } from '@jujube/queue/job-producer.js';
import { JobWorker } from '@jujube/queue/job-worker.js';
import { JobWorkers } from '@jujube/queue/job-workers.js';
import { PostgresQueueBackend } from '@jujube/queue/postgres-queue-backend.js';
import { eventually } from '../support/eventually.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const TIMES = { everyMs: 50, patienceMs: 400 };
const PRUNE: JobHandler = { kind: 'prune-images', concurrency: 1, handle: async () => undefined };

describe('canary', () => {
  let database: TestDatabase;
  let producer: JobProducer;
  let workers: JobWorkers;
  let stuck: string[];

  beforeEach(async () => {
    database = await createTestDatabase();
    const backend = new PostgresQueueBackend(database.url);
    producer = new JobProducer(backend);
    workers = new JobWorkers(backend, producer, TIMES);
    stuck = [];
  });

  afterEach(async () => {
    await workers.close(5000);
    await producer.onApplicationShutdown();
    await database.drop();
  });

  it('tells when a queue is not consumed although it answers and the worker is free', async () => {
    workers.start([build(async () => undefined), PRUNE], (kind) => stuck.push(kind));
    const queue = await producer.openQueue('build');
    await queue.pause();
    await eventually(() => expect(stuck).toContain('build'));
    expect(stuck).not.toContain('prune-images');
  });

  it('is content while it is consumed', async () => {
    const worker = new JobWorker(
      new PostgresQueueBackend(database.url),
      build(async () => undefined),
    );
    const watched = { openQueue: () => producer.openQueue('build'), lastBusyAtMs: () => worker.lastBusyAtMs };
    const canary = new Canary(watched, () => stuck.push('build'), TIMES);
    const consumed = new Set<number>();
    await eventually(() => expect(consumed.add(worker.lastBusyAtMs).size).toBeGreaterThan(10));
    canary.stop();
    await worker.close(5000);
    expect(stuck).toEqual([]);
  });

  it('does not take a busy worker for a stuck one', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    workers.start([build(() => held), PRUNE], (kind) => stuck.push(kind));
    await producer.add({ kind: 'build', rowId: 'a-long-build', generation: 1 });
    const queue = await producer.openQueue('build');
    await eventually(async () => expect(await queue.getActiveCount()).toBe(1));
    await eventually(async () => expect(await waitingForMs(queue)).toBeGreaterThan(3 * TIMES.patienceMs));
    expect(stuck).toEqual([]);
    release();
  });

  it('proves nothing while the queue does not answer', async () => {
    let asked = 0;
    const openQueue = async () => Promise.reject(new Error(`no answer ${asked++}`));
    const canary = new Canary({ openQueue, lastBusyAtMs: () => 0 }, () => stuck.push('build'), TIMES);
    await eventually(() => expect(asked).toBeGreaterThan(15));
    canary.stop();
    expect(stuck).toEqual([]);
  });
});

type OpenQueue = Awaited<ReturnType<JobProducer['openQueue']>>;

function build(handle: JobHandler['handle']): JobHandler {
  return { kind: 'build', concurrency: 1, handle };
}

async function waitingForMs(queue: OpenQueue): Promise<number> {
  const [oldest] = await queue.getWaiting(0, 0);
  return oldest ? Date.now() - oldest.timestamp : 0;
}
