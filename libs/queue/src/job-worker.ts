import { Logger } from '@nestjs/common';
import { CANARY } from './canary.js';
import { withDeadline } from './deadline.js';
import type { JobHandler } from './job-handler.js';
import { QUEUE_OF, toJob } from './jobs.js';
import type { QueueBackend, QueueWorker } from './queue-backend.js';
import { reportErrors } from './queue-errors.js';
import type { QueuePayload } from './queue-payload.js';

const DISCONNECT_TIMEOUT_MS = 2000;
const logger = new Logger('queue');

/** Takes the jobs of one kind from their queue and hands them to their handler. */
export class JobWorker {
  private readonly closing = new AbortController();
  private readonly worker: QueueWorker;
  private running = 0;
  private tookAtMs = 0;

  constructor(
    backend: QueueBackend,
    private readonly handler: JobHandler,
  ) {
    const name = QUEUE_OF[handler.kind];
    const { concurrency } = handler;
    this.worker = backend.openWorker(name, { concurrency, process: (payload) => this.process(payload) });
    reportErrors(this.worker, `worker of queue ${name}`);
  }

  /** The last moment at which it took a job or could not have taken one. */
  get lastBusyAtMs(): number {
    return this.running < this.handler.concurrency ? this.tookAtMs : performance.now();
  }

  /** Takes no more jobs, tells the running ones to give up, and leaves those that do not to the sweeper. */
  async close(timeoutMs: number): Promise<void> {
    this.closing.abort(new Error('the process is ending'));
    const { name } = this.worker;
    await withDeadline(this.worker.close(), timeoutMs, `closing the worker of queue ${name}`).catch((error: Error) => {
      logger.warn(`${error.message}; its jobs go to another worker`);
      return withDeadline(this.worker.disconnect(), DISCONNECT_TIMEOUT_MS, name).catch(() => undefined);
    });
  }

  private async process(payload: QueuePayload): Promise<void> {
    this.tookAtMs = performance.now();
    if (payload.kind === CANARY) return;
    this.running++;
    try {
      await this.handler.handle(toJob(payload), this.closing.signal);
    } catch (error) {
      logger.error(`job ${payload.kind} for row ${payload.rowId} failed: ${(error as Error).stack}`);
      throw error;
    } finally {
      this.tookAtMs = performance.now();
      this.running--;
    }
  }
}
