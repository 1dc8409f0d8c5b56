import { Inject, Injectable, Logger } from '@nestjs/common';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Leadership } from '@jujube/database/leaders/leadership.js';
import { aborted } from '../aborted.js';
import type { LeaderPart } from './leader-part.js';

export const LEADER_PARTS = Symbol('LEADER_PARTS');

const PAUSE_AFTER_LOSS_MS = 5_000;
const LONGEST_STOP_MS = 15_000;

/** Runs all parts of the scheduler while this process leads, and none otherwise. */
@Injectable()
export class Leader {
  private readonly logger = new Logger('leader');
  private readonly closing = new AbortController();
  private term = new AbortController();
  private life: Promise<void> = Promise.resolve();

  constructor(
    private readonly leadership: Leadership,
    @Inject(LEADER_PARTS) private readonly parts: readonly LeaderPart[],
  ) {
    leadership.onLost(() => this.term.abort());
  }

  start(): void {
    this.life = this.live();
  }

  async stop(): Promise<void> {
    this.closing.abort();
    this.term.abort();
    await this.life;
  }

  private async live(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      this.term = new AbortController();
      setMaxListeners(0, this.term.signal);
      await this.leadership.acquire(signal).catch(() => undefined);
      if (signal.aborted) break;
      await this.lead(this.term.signal);
      if (!signal.aborted) await sleep(PAUSE_AFTER_LOSS_MS, undefined, { signal }).catch(() => undefined);
    }
    await this.leadership.release();
  }

  private async lead(term: AbortSignal): Promise<void> {
    this.logger.log('leading');
    const work = Promise.all(this.parts.map((part) => part.run(term)));
    await aborted(term);
    this.logger.log(this.closing.signal.aborted ? 'stopping' : 'lost the leadership, stopping all work');
    const isOver = await Promise.race([work.then(() => true), sleep(LONGEST_STOP_MS, false, { ref: false })]);
    if (!isOver && !this.closing.signal.aborted) this.dieRatherThanLeadTwice();
  }

  // work of a former term must never write with the fence of a new one
  private dieRatherThanLeadTwice(): never {
    this.logger.error(`work of the lost leadership did not end within ${LONGEST_STOP_MS} ms; exiting to be restarted`);
    process.exit(1);
  }
}
