import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { JobProducer } from './job-producer.js';
import type { Job } from './jobs.js';
import { Repeatedly } from './repeatedly.js';

const BATCH = 100;
const SWEEP_EVERY_MS = 5000;

/** Rows that may have lost their job (libs/database: LostBuilds). */
export interface LostWork {
  /** rows that are due and that no worker holds, with the job that was made for them */
  suspects(limit: number): Promise<Job[]>;
  /** sends a row on its way again under its next generation, unless it moved meanwhile */
  restore(job: Job): Promise<void>;
}

/** Puts work back that the queue lost: a flushed Redis, a killed worker, a job that failed before it claimed its row. */
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private loop: Repeatedly | undefined;

  constructor(
    private readonly lostWork: LostWork,
    private readonly producer: Pick<JobProducer, 'isWaiting'>,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new Repeatedly({ name: 'sweeper', everyMs: SWEEP_EVERY_MS, turn: () => this.sweep() });
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop?.stop();
  }

  private async sweep(): Promise<void> {
    for (const job of await this.lostWork.suspects(BATCH)) {
      if (!(await this.producer.isWaiting(job))) await this.lostWork.restore(job);
    }
  }
}
