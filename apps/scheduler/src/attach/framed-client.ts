import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import type { ContainerProcess, TerminalSize } from '@jujube/containers/container-process.js';
import { encodeExit, encodeFrame, FRAME, FrameReader, type Frame } from '@jujube/contract/attach/frame.js';
import type { AttachedClient, AttachEnding } from './attached-client.js';
import { goneSignal } from './gone-signal.js';
import { passOn } from './socket-writes.js';

/** Our own client: frames both ways, so that it knows output from errors, and the exit status. */
export class FramedClient implements AttachedClient {
  readonly stdin = new PassThrough();
  readonly gone: AbortSignal;
  private readonly frames = new FrameReader();
  private size: TerminalSize | null = null;
  private resized: (size: TerminalSize) => void = () => undefined;

  constructor(private readonly socket: Socket) {
    this.gone = goneSignal(socket);
    socket.on('data', (chunk: Buffer) => this.take(chunk)).resume();
  }

  async greet(): Promise<void> {
    this.socket.write(encodeFrame(FRAME.attached));
  }

  async show({ stdout, stderr }: ContainerProcess): Promise<void> {
    await Promise.all([
      passOn(stdout, this.socket, (chunk) => encodeFrame(FRAME.stdout, chunk)),
      passOn(stderr, this.socket, (chunk) => encodeFrame(FRAME.stderr, chunk)),
    ]);
  }

  onResize(listener: (size: TerminalSize) => void): void {
    this.resized = listener;
    if (this.size) listener(this.size);
  }

  end(ending: AttachEnding): void {
    if (this.socket.destroyed || this.socket.writableEnded) return;
    const failure = 'failure' in ending ? Buffer.from(ending.failure) : null;
    this.socket.end(
      failure ? encodeFrame(FRAME.failure, failure) : encodeExit((ending as { exitCode: number }).exitCode),
    );
  }

  private take(chunk: Buffer): void {
    try {
      for (const frame of this.frames.read(chunk)) this.follow(frame);
    } catch {
      this.socket.destroy();
    }
  }

  private follow({ kind, payload }: Frame): void {
    if (kind === FRAME.stdin) this.pipeIn(payload);
    else if (kind === FRAME.endOfInput) this.stdin.end();
    else if (kind === FRAME.resize && payload.length === 4) this.resize(payload);
  }

  // no faster than the process reads
  private pipeIn(payload: Buffer): void {
    if (this.stdin.writableEnded || this.stdin.write(payload)) return;
    this.socket.pause();
    this.stdin.once('drain', () => this.socket.resume());
  }

  private resize(payload: Buffer): void {
    this.size = { columns: payload.readUInt16BE(0), rows: payload.readUInt16BE(2) };
    this.resized(this.size);
  }
}
