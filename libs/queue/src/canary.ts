import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDeadline } from './deadline.js';
import type { WorkQueue } from './queue-backend.js';
import { PRODUCER_TIMEOUT_MS } from './worker-settings.js';

export const CANARY = 'canary';

export interface CanaryTimes {
  readonly everyMs: number;
  /** how long a canary may wait while the queue answers and a worker is free */
  readonly patienceMs: number;
}

export const CANARY_TIMES: CanaryTimes = { everyMs: 10_000, patienceMs: 30_000 };

interface Watched {
  openQueue(): Promise<WorkQueue>;
  /** last moment at which the worker took a job or had no free slot */
  lastBusyAtMs(): number;
}

/**
 * Measures that a queue is consumed. Workers have been seen to hang for ever after an outage while every health call said
 * yes; so a job that does nothing is sent every 10 s, and one that nobody takes although this process has a free slot means
 * that this process's worker hangs. Nothing can be said while the queue does not answer or every slot is busy.
 */
export class Canary {
  private readonly stopped = new AbortController();
  private waiting: { id: string; sinceMs: number } | null = null;

  constructor(
    private readonly watched: Watched,
    private readonly onStuck: () => void,
    private readonly times = CANARY_TIMES,
  ) {
    void this.run();
  }

  stop(): void {
    this.stopped.abort();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      await sleep(this.times.everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.look().catch(() => this.startOver());
    }
  }

  private async look(): Promise<void> {
    const queue = await this.watched.openQueue();
    if (this.waiting && (await inTime(queue.getJobState(this.waiting.id))) === 'waiting')
      return this.judge(this.waiting);
    this.waiting = null;
    const id = `${CANARY}-${randomUUID()}`;
    await inTime(queue.add(CANARY, { kind: CANARY, rowId: '', generation: 0 }, { jobId: id, removeOnComplete: true }));
    this.waiting = { id, sinceMs: performance.now() };
  }

  private judge(canary: { sinceMs: number }): void {
    const idleSinceMs = Math.max(canary.sinceMs, this.watched.lastBusyAtMs());
    if (performance.now() - idleSinceMs >= this.times.patienceMs) this.onStuck();
  }

  // an outage is no proof of anything
  private startOver(): void {
    if (this.waiting) this.waiting.sinceMs = performance.now();
  }
}

function inTime<T>(call: Promise<T>): Promise<T> {
  return withDeadline(call, PRODUCER_TIMEOUT_MS, 'the queue');
}
