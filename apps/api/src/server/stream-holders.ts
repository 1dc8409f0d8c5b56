import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from '@jujube/database/connection.js';
import { HeldStreams } from '@jujube/database/stream-holders/held-streams.js';
import { lostRights } from '@jujube/database/stream-holders/lost-rights.js';
import type { StreamHolder } from '@jujube/database/stream-holders/stream-holder.js';
import { logLine } from './log-line.js';
import { OpenStreams } from './open-streams.js';

const LOOK_EVERY_MS = 2_500;
/** for a last word to a client that reads nothing */
const FAREWELL_MS = 1_000;

/** Why the signal of a stream aborted, where that was the right to it. */
export class RightLost {
  constructor(readonly why: string) {}
}

/** For whom the open streams are: who loses the right to one loses the stream, within seconds. */
@Injectable()
export class StreamHolders implements BeforeApplicationShutdown {
  private readonly held: HeldStreams;
  private readonly stopping = new AbortController();
  private isLooking = false;

  constructor(
    private readonly streams: OpenStreams,
    private readonly dataSource: DataSource,
  ) {
    this.held = new HeldStreams(dataSource);
  }

  /** As OpenStreams.signalOf(); aborts also when the holder loses the right, with RightLost for its reason. */
  signalOf(reply: FastifyReply, holder: StreamHolder): AbortSignal {
    const lost = new AbortController();
    const release = this.held.hold(holder, (why) => {
      lost.abort(new RightLost(why));
      const isOver = setTimeout(() => reply.raw.destroy(), FAREWELL_MS);
      reply.raw.once('close', () => clearTimeout(isOver));
    });
    if (reply.raw.destroyed) release();
    else reply.raw.once('close', release);
    if (!this.isLooking) void this.look();
    return AbortSignal.any([lost.signal, this.streams.signalOf(reply)]);
  }

  /** Whether they may open it at all. */
  async mayOpen(holder: StreamHolder): Promise<boolean> {
    return (await lostRights(this.dataSource, [holder])).size === 0;
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** While anything is open. */
  private async look(): Promise<void> {
    this.isLooking = true;
    const { signal } = this.stopping;
    while (this.held.count > 0 && !signal.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) break;
      await this.held.endLost().catch((error: Error) => {
        logLine('warn', 'the rights to open streams could not be checked', { reason: error.message });
      });
    }
    this.isLooking = false;
  }
}

/** A stream with a last word for who lost the right to it. */
export async function* withFarewell(
  source: AsyncIterable<string>,
  signal: AbortSignal,
  lastWord: (why: string) => string,
): AsyncGenerator<string> {
  yield* source;
  if (signal.reason instanceof RightLost) yield lastWord(signal.reason.why);
}
