import type { Socket } from 'node:net';
import { PassThrough, Transform, type Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerProcess } from '@jujube/containers/container-process.js';
import { goneSignal } from './gone-signal.js';
import { passOn } from './socket-writes.js';
import type { AttachedClient, AttachEnding } from './attached-client.js';

const END_OF_INPUT = 0x04;
/** Heroku's client throws away all of the first data that it reads, so nothing may arrive together with the greeting. */
const ALONE_MS = 60;

/** Heroku's client: bytes both ways; it says the end of its input with a byte 4, which a terminal understands by itself. */
export class RendezvousClient implements AttachedClient {
  readonly stdin: Readable;
  readonly gone: AbortSignal;
  private isGreeted = false;

  constructor(
    private readonly socket: Socket,
    { isTty }: { isTty: boolean },
  ) {
    this.gone = goneSignal(socket);
    this.stdin = socket.pipe(isTty ? new PassThrough() : endedByByte());
  }

  async greet(): Promise<void> {
    this.isGreeted = true;
    await new Promise<void>((resolve) => this.socket.write('rendezvous\r\n', () => resolve()));
    await sleep(ALONE_MS);
  }

  async show({ stdout, stderr }: ContainerProcess): Promise<void> {
    const asTheyAre = (chunk: Buffer) => chunk;
    await Promise.all([passOn(stdout, this.socket, asTheyAre), passOn(stderr, this.socket, asTheyAre)]);
  }

  // the size came with the request for the dyno, and cannot change later
  onResize(): void {}

  end(ending: AttachEnding): void {
    void this.sayEnd(ending);
  }

  private async sayEnd(ending: AttachEnding): Promise<void> {
    if (this.socket.writableEnded) return;
    if ('failure' in ending && !this.gone.aborted) {
      if (!this.isGreeted) await this.greet();
      this.socket.write(`\r\nError: ${ending.failure}\r\n`);
    }
    this.socket.end();
  }
}

function endedByByte(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const end = chunk.length - 1;
      if (chunk[end] !== END_OF_INPUT) return done(null, chunk);
      if (end > 0) this.push(chunk.subarray(0, end));
      this.push(null);
      done();
    },
  });
}
