import { Injectable } from '@nestjs/common';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { aborted } from '../aborted.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { LiveDynos } from '../live-dynos.js';
import { LogBatch } from './log-batch.js';
import { LogReaders } from './log-readers.js';

const REST_WITHIN_MS = 5_000;

/** Brings what dynos write into their apps' logs: every line once, also over restarts of the scheduler. */
@Injectable()
export class LogCollector implements LeaderPart {
  private readonly following = new Map<string, Promise<void>>();
  private term: AbortSignal = AbortSignal.abort();

  constructor(
    private readonly liveDynos: LiveDynos,
    private readonly readers: LogReaders,
    private readonly batch: LogBatch,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    this.term = signal;
    const storing = this.batch.run(signal);
    const end = this.liveDynos.onChange(() => this.adjust());
    this.adjust();
    await aborted(signal);
    end();
    await Promise.all([storing, ...this.following.values()]);
  }

  /** Waits until everything that an ended container wrote is stored, so that the container may be removed; 5 s at most. */
  async finish(dyno: DynoEntity): Promise<void> {
    if (this.term.aborted) return;
    const signal = AbortSignal.any([this.term, AbortSignal.timeout(REST_WITHIN_MS)]);
    const reading = this.following.get(dyno.id) ?? this.readers.readRest(dyno, signal).catch(() => undefined);
    await Promise.race([reading, aborted(signal)]);
    await this.batch.settled(REST_WITHIN_MS);
  }

  private adjust(): void {
    for (const dyno of this.liveDynos.all()) {
      if (dyno.state !== 'placed' && !this.following.has(dyno.id) && !this.term.aborted) this.begin(dyno);
    }
  }

  private begin(dyno: DynoEntity): void {
    const end = this.readers.follow(dyno, this.term).finally(() => this.following.delete(dyno.id));
    this.following.set(dyno.id, end);
  }
}
