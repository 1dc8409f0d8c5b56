import type { Queue, Worker } from 'bullmq';
import type { QueuePayload } from './queue-payload.js';

export type WorkQueue = Queue<QueuePayload>;
export type QueueWorker = Worker<QueuePayload>;

export interface WorkerPlan {
  readonly concurrency: number;
  process(payload: QueuePayload): Promise<void>;
}

/** Where the queue lies. Both kinds keep the same promises (test/support/queue-contract.ts). */
export abstract class QueueBackend {
  /** Throws with what to change when this queue could lose or delay work. */
  abstract assertUsable(): Promise<void>;

  /** Fails fast, so that no request waits for a queue that is away. */
  abstract openQueue(name: string): WorkQueue;

  /** Waits and comes back by itself while the queue is away. */
  abstract openWorker(name: string, plan: WorkerPlan): QueueWorker;
}
