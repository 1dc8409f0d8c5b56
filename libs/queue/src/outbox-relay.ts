import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { JobProducer } from './job-producer.js';
import { toJob } from './jobs.js';
import { Repeatedly } from './repeatedly.js';

const BATCH = 100;
const LOOK_EVERY_MS = 1000;

type OutboxRow = Parameters<typeof toJob>[0];

/** Where committed work waits for the queue (libs/database: OutboxRepository). */
export interface Outbox {
  /** hands at most `limit` rows to `send` and marks them when that returns; answers how many */
  relay(limit: number, send: (rows: OutboxRow[]) => Promise<void>): Promise<number>;
}

/** What says that the outbox has something (libs/database: Nudges). */
export interface OutboxNudges {
  on(channel: 'outbox', callback: () => void): () => void;
}

/** Carries committed work into the queue. Any number of them may run; what one cannot send stays where it is. */
export class OutboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private loop: Repeatedly | undefined;
  private stopListening: (() => void) | undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly producer: Pick<JobProducer, 'addAll'>,
    private readonly nudges: OutboxNudges,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new Repeatedly({ name: 'outbox relay', everyMs: LOOK_EVERY_MS, turn: () => this.drain() });
    this.stopListening = this.nudges.on('outbox', () => this.loop?.wake());
  }

  async onModuleDestroy(): Promise<void> {
    this.stopListening?.();
    await this.loop?.stop();
  }

  private async drain(): Promise<void> {
    const send = (rows: OutboxRow[]) => this.producer.addAll(rows.map(toJob));
    while ((await this.outbox.relay(BATCH, send)) === BATCH);
  }
}
