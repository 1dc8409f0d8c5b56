import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

const REPEAT_AFTER_MS = 30_000;

/**
 * Does something again and again: after each pause, or at once when woken. A failed turn is told and left to the next one; the
 * rows that it did not get to are found again.
 */
export class Repeatedly {
  private readonly stopped = new AbortController();
  private wakeUp = new AbortController();
  private toldAtMs = -Infinity;
  private readonly running: Promise<void>;

  constructor(private readonly task: { name: string; everyMs: number; turn: () => Promise<unknown> }) {
    this.running = this.run();
  }

  wake(): void {
    this.wakeUp.abort();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      // made before the turn: a wake-up during it leads to another one
      this.wakeUp = new AbortController();
      const signal = AbortSignal.any([this.wakeUp.signal, this.stopped.signal]);
      await this.task.turn().catch((error: Error) => this.tell(error));
      await sleep(this.task.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private tell(error: Error): void {
    if (performance.now() - this.toldAtMs < REPEAT_AFTER_MS) return;
    this.toldAtMs = performance.now();
    new Logger('queue').warn(`${this.task.name}: ${error.message}; it is tried again`);
  }
}
