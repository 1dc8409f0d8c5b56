import { connect, rootCertificates, type TLSSocket } from 'node:tls';
import { isIP } from 'node:net';
import { encodeFrame, encodeSize, FRAME, FrameReader, FRAMES, type Frame } from '@jujube/contract/attach/frame.js';
import { CommandFailure } from '../language/command-failure.js';
import type { Console } from '../language/terminal.js';

export interface AttachOptions {
  /** `rendezvous://host:port/secret` */
  readonly url: string;
  /** PEM of an authority to trust beside those that everybody trusts */
  readonly authority: string;
  readonly console: Console;
  readonly isTty: boolean;
  readonly signal: AbortSignal;
  /** what follows is of the process */
  onAttached(): void;
}

const CONNECT_MS = 15_000;

/**
 * Joins the console with a process until that ends. Answers its exit status.
 * Throws CommandFailure when it does not begin, or the connection is lost.
 */
export async function attach(options: AttachOptions): Promise<number> {
  const socket = open(options);
  const session = new Session(socket, options);
  const hangUp = () => socket.destroy();
  options.signal.addEventListener('abort', hangUp, { once: true });
  try {
    return await session.ended;
  } finally {
    options.signal.removeEventListener('abort', hangUp);
    session.leave();
  }
}

function open({ url, authority }: AttachOptions): TLSSocket {
  const { hostname, port, pathname } = new URL(url.replace(/^rendezvous:/, 'https:'));
  const host = hostname.replace(/^\[|\]$/g, '');
  const ca = [...rootCertificates, authority];
  const socket = connect({ host, port: Number(port), ca, ...(isIP(host) === 0 && { servername: host }) });
  const timer = setTimeout(() => socket.destroy(new Error(`no answer within ${CONNECT_MS / 1000} s`)), CONNECT_MS);
  socket.once('secureConnect', () => {
    clearTimeout(timer);
    socket.write(`${pathname.slice(1)} ${FRAMES}\r\n`);
  });
  socket.once('close', () => clearTimeout(timer));
  return socket.setNoDelay(true).setKeepAlive(true, 30_000);
}

class Session {
  readonly ended: Promise<number>;
  private readonly frames = new FrameReader();
  private readonly undo: (() => void)[] = [];
  private settle: (outcome: number | CommandFailure) => void = () => undefined;

  constructor(
    private readonly socket: TLSSocket,
    private readonly options: AttachOptions,
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.settle = (outcome) => (typeof outcome === 'number' ? resolve(outcome) : reject(outcome));
    });
    let trouble = 'it was closed at the other end';
    socket.on('error', (error) => (trouble = error.message));
    socket.on('close', () => this.settle(new CommandFailure(`The connection to the dyno is lost: ${trouble}.`)));
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    if (options.isTty) this.tellSize();
  }

  /** Gives the console back. */
  leave(): void {
    for (const undo of this.undo.splice(0)) undo();
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    try {
      for (const frame of this.frames.read(chunk)) this.follow(frame);
    } catch (error) {
      this.settle(new CommandFailure(`The relay does not speak our protocol: ${(error as Error).message}.`));
    }
  }

  private follow({ kind, payload }: Frame): void {
    const { output, errors } = this.options.console;
    if (kind === FRAME.attached) this.begin();
    else if (kind === FRAME.stdout) this.show(output, payload);
    else if (kind === FRAME.stderr) this.show(errors, payload);
    else if (kind === FRAME.exit) this.settle(payload.readInt32BE(0));
    else if (kind === FRAME.failure) this.settle(new CommandFailure(payload.toString('utf8')));
  }

  // no faster than the console takes it
  private show(to: NodeJS.WritableStream, payload: Buffer): void {
    if (to.write(payload)) return;
    this.socket.pause();
    to.once('drain', () => this.socket.resume());
  }

  private begin(): void {
    const { console, isTty } = this.options;
    this.options.onAttached();
    if (isTty) this.undo.push(console.becomeRaw());
    const send = (chunk: Buffer) => {
      if (this.socket.write(encodeFrame(FRAME.stdin, chunk))) return;
      console.input.pause();
      this.socket.once('drain', () => console.input.resume());
    };
    const end = () => this.socket.write(encodeFrame(FRAME.endOfInput));
    console.input.on('data', send).on('end', end);
    this.undo.push(() => console.input.off('data', send).off('end', end).pause());
  }

  private tellSize(): void {
    const { console } = this.options;
    const tell = () => {
      const size = console.size();
      if (size) this.socket.write(encodeSize(size));
    };
    this.socket.once('secureConnect', tell);
    this.undo.push(console.onResize(tell));
  }
}
