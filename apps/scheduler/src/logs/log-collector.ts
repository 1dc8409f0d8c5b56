import { Injectable, Logger } from '@nestjs/common';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { aborted } from '../aborted.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { LiveDynos } from '../live-dynos.js';
import { LogBatch } from './log-batch.js';
import { LogReaders } from './log-readers.js';

const REST_WITHIN_MS = 5_000;

interface Following {
  end: Promise<void>;
  isOver: boolean;
}

/** Brings what dynos write into their apps' logs: every line once, also over restarts of the scheduler. */
@Injectable()
export class LogCollector implements LeaderPart {
  private readonly logger = new Logger('logs');
  private readonly following = new Map<string, Following>();
  private term: AbortSignal = AbortSignal.abort();

  constructor(
    private readonly liveDynos: LiveDynos,
    private readonly readers: LogReaders,
    private readonly batch: LogBatch,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    this.term = signal;
    this.following.clear();
    const storing = this.batch.run(signal);
    const end = this.liveDynos.onChange(() => this.adjust());
    this.adjust();
    await aborted(signal);
    end();
    await Promise.all([storing, ...[...this.following.values()].map(({ end }) => end)]);
  }

  /** Waits until everything that an ended container wrote is stored, so that the container may be removed; 5 s at most. */
  async finish(dyno: DynoEntity): Promise<void> {
    if (this.term.aborted) return;
    const signal = AbortSignal.any([this.term, AbortSignal.timeout(REST_WITHIN_MS)]);
    await Promise.race([this.following.get(dyno.id)?.end ?? this.readRest(dyno, signal), aborted(signal)]);
    await this.batch.settled(REST_WITHIN_MS);
  }

  // what is not stored yet would be read once more
  private async readRest(dyno: DynoEntity, signal: AbortSignal): Promise<void> {
    await this.batch.settled(REST_WITHIN_MS);
    await this.readers.readRest(dyno, signal).catch((error: unknown) => this.logger.warn(error));
  }

  private adjust(): void {
    for (const [id, { isOver }] of this.following) if (isOver && !this.liveDynos.get(id)) this.following.delete(id);
    for (const dyno of this.liveDynos.all()) {
      if (dyno.state !== 'placed' && !this.following.has(dyno.id) && !this.term.aborted) this.begin(dyno);
    }
  }

  private begin(dyno: DynoEntity): void {
    const end = this.readers.follow(dyno, this.term).finally(() => (following.isOver = true));
    const following: Following = { end, isOver: false };
    this.following.set(dyno.id, following);
  }
}
