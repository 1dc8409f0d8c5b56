import { createPostgresBackend, withBackend } from 'bullmq';
import { QueueBackend, type QueueWorker, type WorkerPlan, type WorkQueue } from './queue-backend.js';
import { QUEUE_SCHEMA } from './queue-schema.js';
import type { QueuePayload } from './queue-payload.js';
import { JOB_SETTINGS, PRODUCER_TIMEOUT_MS, WORKER_SETTINGS } from './worker-settings.js';

const { Queue, Worker } = withBackend(createPostgresBackend);

/** The queue in PostgreSQL, in a schema of its own that the set-up command makes. */
export class PostgresQueueBackend extends QueueBackend {
  constructor(private readonly url: string) {
    super();
  }

  async assertUsable(): Promise<void> {
    const queue = this.openQueue('boot');
    queue.on('error', () => undefined);
    try {
      await queue.waitUntilReady();
    } catch (cause) {
      const message = `the queue in PostgreSQL (schema ${QUEUE_SCHEMA}) cannot be used: run the set-up command first`;
      throw new Error(message, { cause });
    } finally {
      await queue.close();
    }
  }

  openQueue(name: string): WorkQueue {
    const timeouts = { query_timeout: PRODUCER_TIMEOUT_MS, statement_timeout: PRODUCER_TIMEOUT_MS };
    const connection = { ...this.connection('producer'), ...timeouts, max: 2 };
    const options = { connection, skipMetasUpdate: name === 'boot', defaultJobOptions: JOB_SETTINGS };
    return new Queue<QueuePayload>(name, options) as unknown as WorkQueue;
  }

  openWorker(name: string, plan: WorkerPlan): QueueWorker {
    const connection = { ...this.connection('worker'), query_timeout: 20_000, statement_timeout: 15_000, max: 3 };
    const options = { ...WORKER_SETTINGS, connection, concurrency: plan.concurrency };
    return new Worker<QueuePayload>(name, (job) => plan.process(job.data), options) as unknown as QueueWorker;
  }

  private connection(part: string) {
    return {
      connectionString: this.url,
      schema: QUEUE_SCHEMA,
      application_name: `jujube queue ${part}`,
      connectionTimeoutMillis: PRODUCER_TIMEOUT_MS,
      keepAlive: true,
    };
  }
}
