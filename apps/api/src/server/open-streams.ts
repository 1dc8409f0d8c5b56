import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** The answers that do not end by themselves. They end when their client goes or the process stops. */
@Injectable()
export class OpenStreams implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  /** Aborts when nobody reads the answer any more, or nobody may write it. */
  signalOf(reply: FastifyReply): AbortSignal {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    return AbortSignal.any([gone.signal, this.stopping.signal]);
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}
