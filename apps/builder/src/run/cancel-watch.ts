import { setTimeout as delay } from 'node:timers/promises';
import type { BuildsRepository } from '@jujube/database/builds/builds.repository.js';
import { BuildCancelled } from './build-failure.js';

const LOOK_EVERY_MS = 1_000;

/** Asks every second whether somebody wants the build to end; the signal aborts when so. */
export class CancelWatch {
  private readonly cancelled = new AbortController();
  private readonly stopped = new AbortController();

  constructor(
    private readonly builds: BuildsRepository,
    private readonly buildId: string,
  ) {
    void this.run();
  }

  get signal(): AbortSignal {
    return this.cancelled.signal;
  }

  stop(): void {
    this.stopped.abort();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted && !this.cancelled.signal.aborted) {
      // an outage of the database is the lease keeper's affair
      const isCancelled = await this.builds.isCancelRequested(this.buildId).catch(() => false);
      if (isCancelled) this.cancelled.abort(new BuildCancelled());
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
