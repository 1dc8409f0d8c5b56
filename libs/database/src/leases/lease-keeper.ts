import { setTimeout as sleep } from 'node:timers/promises';
import { withDeadline } from '../deadline.js';
import { LEASE_SECONDS, RENEW_EVERY_MS } from './lease.js';
import { LostLease } from './lost-lease.js';

const TIMES = { renewEveryMs: RENEW_EVERY_MS, leaseMs: LEASE_SECONDS * 1000 };

/**
 * Renews a lease every 4 s while work goes on. `signal` aborts when the lease is lost: another worker has it, or the database
 * could not be asked for as long as a lease lasts, and then another worker may have it.
 */
export class LeaseKeeper {
  private readonly lost = new AbortController();
  private readonly stopped = new AbortController();
  private renewedAtMs = performance.now();

  /** @param renew answers false when the row has another owner or has ended */
  constructor(
    private readonly renew: () => Promise<boolean>,
    private readonly times = TIMES,
  ) {
    void this.run();
  }

  get signal(): AbortSignal {
    return this.lost.signal;
  }

  stop(): void {
    this.stopped.abort();
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted && !this.lost.signal.aborted) {
      await sleep(this.times.renewEveryMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
      if (!this.stopped.signal.aborted) await this.tryRenew();
    }
  }

  private async tryRenew(): Promise<void> {
    const askedAtMs = performance.now();
    try {
      const isHeld = await withDeadline(this.renew(), this.times.renewEveryMs);
      if (isHeld) this.renewedAtMs = askedAtMs;
      else this.lose('another worker has the row by now, or it has ended');
    } catch (cause) {
      const silentMs = performance.now() - this.renewedAtMs;
      if (silentMs + this.times.renewEveryMs >= this.times.leaseMs)
        this.lose('the database could not be asked to renew it', cause);
    }
  }

  private lose(why: string, cause?: unknown): void {
    this.lost.abort(new LostLease(`the lease was lost: ${why}`, { cause }));
  }
}
