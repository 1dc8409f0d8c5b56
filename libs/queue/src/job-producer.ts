import type { OnApplicationShutdown } from '@nestjs/common';
import { withDeadline } from './deadline.js';
import { jobIdOf, QUEUE_OF, type Job, type JobKind } from './jobs.js';
import { OpenQueues } from './open-queues.js';
import type { QueueBackend } from './queue-backend.js';
import { PRODUCER_TIMEOUT_MS } from './worker-settings.js';

/** Puts work into the queue. Every call ends within seconds: while the queue is away it rejects, and the outbox keeps the work. */
export class JobProducer implements OnApplicationShutdown {
  private readonly queues: OpenQueues;

  constructor(backend: QueueBackend) {
    this.queues = new OpenQueues(backend);
  }

  /** The same job twice is one job, as long as the queue remembers the first. */
  async add(job: Job, delayMs = 0): Promise<void> {
    const queue = await this.queues.get(QUEUE_OF[job.kind]);
    await inTime(queue.add(job.kind, payloadOf(job), { jobId: jobIdOf(job), delay: delayMs }));
  }

  /** In the given order. One by one: adding in bulk makes a sequence in PostgreSQL, which the application role may not. */
  async addAll(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) await this.add(job);
  }

  /** Whether a job still waits for a worker; false when it runs, has run, or the queue knows nothing of it. */
  async isWaiting(job: Job): Promise<boolean> {
    const queue = await this.queues.get(QUEUE_OF[job.kind]);
    const state = await inTime(queue.getJobState(jobIdOf(job)));
    return state === 'waiting' || state === 'delayed' || state === 'prioritized';
  }

  /** The canary's way in; see canary.ts. */
  async openQueue(kind: JobKind) {
    return this.queues.get(QUEUE_OF[kind]);
  }

  /** After everything that uses it has been told to stop. */
  async onApplicationShutdown(): Promise<void> {
    await this.queues.close();
  }
}

// nothing but the pointer, whatever else the given object carries
function payloadOf({ kind, rowId, generation }: Job): Job {
  return { kind, rowId, generation };
}

function inTime<T>(call: Promise<T>): Promise<T> {
  return withDeadline(call, PRODUCER_TIMEOUT_MS, 'the queue');
}
