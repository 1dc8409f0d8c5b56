import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Purge } from '@jujube/database/purge/purge.js';
import { Repeatedly } from '@jujube/queue/repeatedly.js';

const HOUR_MS = 3_600_000;

/** Deletes old log lines, dynos and keys every hour. Any number of APIs may run it. */
@Injectable()
export class HourlyPurge implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly stopping = new AbortController();
  private loop: Repeatedly | undefined;

  constructor(private readonly purge: Purge) {}

  onApplicationBootstrap(): void {
    this.loop = new Repeatedly({ name: 'purge', everyMs: HOUR_MS, turn: () => this.purge.run(this.stopping.signal) });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.loop?.stop();
  }
}
