import { createRedisBackend, withBackend } from 'bullmq';
import { QueueBackend, type QueueWorker, type WorkerPlan, type WorkQueue } from './queue-backend.js';
import type { QueuePayload } from './queue-payload.js';
import { assertRedisKeepsJobs } from './redis-policy.js';
import { JOB_SETTINGS, PRODUCER_TIMEOUT_MS, WORKER_SETTINGS } from './worker-settings.js';

const { Queue, Worker } = withBackend(createRedisBackend);

/** The queue in a Redis of its own. What a lost or flushed Redis forgets, the sweeper puts back. */
export class RedisQueueBackend extends QueueBackend {
  constructor(private readonly url: string) {
    super();
  }

  async assertUsable(): Promise<void> {
    await assertRedisKeepsJobs(this.url);
  }

  openQueue(name: string): WorkQueue {
    const connection = {
      url: this.url,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      connectTimeout: PRODUCER_TIMEOUT_MS,
      commandTimeout: PRODUCER_TIMEOUT_MS,
    };
    const options = { connection, defaultJobOptions: JOB_SETTINGS };
    return new Queue<QueuePayload>(name, options) as unknown as WorkQueue;
  }

  openWorker(name: string, plan: WorkerPlan): QueueWorker {
    const connection = { url: this.url, maxRetriesPerRequest: null, keepAlive: 10_000 };
    const options = { ...WORKER_SETTINGS, connection, concurrency: plan.concurrency };
    return new Worker<QueuePayload>(name, (job) => plan.process(job.data), options) as unknown as QueueWorker;
  }
}
