import { Logger, type OnModuleDestroy } from '@nestjs/common';
import { Canary, CANARY_TIMES } from './canary.js';
import { handlersByKind } from './handlers-by-kind.js';
import type { JobHandler } from './job-handler.js';
import type { JobProducer } from './job-producer.js';
import { JobWorker } from './job-worker.js';
import type { QueueBackend } from './queue-backend.js';

const CLOSE_TIMEOUT_MS = 25_000;

/** The workers of a process: one per kind of job, each watched by a canary. */
export class JobWorkers implements OnModuleDestroy {
  private workers: JobWorker[] = [];
  private canaries: Canary[] = [];

  constructor(
    private readonly backend: QueueBackend,
    private readonly producer: JobProducer,
    private readonly canaryTimes = CANARY_TIMES,
  ) {}

  /** Begins to take jobs. @param onStuck called when a queue is not consumed any more; a new process is the only cure */
  start(handlers: readonly JobHandler[], onStuck: (queue: string) => void = endProcess): void {
    for (const [kind, handler] of handlersByKind(handlers)) {
      const worker = new JobWorker(this.backend, handler);
      const watched = { openQueue: () => this.producer.openQueue(kind), lastBusyAtMs: () => worker.lastBusyAtMs };
      this.workers.push(worker);
      this.canaries.push(new Canary(watched, () => onStuck(kind), this.canaryTimes));
    }
  }

  async close(timeoutMs = CLOSE_TIMEOUT_MS): Promise<void> {
    for (const canary of this.canaries.splice(0)) canary.stop();
    await Promise.all(this.workers.splice(0).map((worker) => worker.close(timeoutMs)));
  }

  async onModuleDestroy(): Promise<void> {
    await this.close();
  }
}

function endProcess(kind: string): void {
  new Logger('queue').error(
    `jobs of kind ${kind} are not taken although the queue answers; ending, to be started again`,
  );
  process.exit(1);
}
