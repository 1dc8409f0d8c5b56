import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';

/**
 * What the proxy does: `pass`; `refuse` (nobody listens); `reset` (hangs up at once); `blackhole` (accepts, says nothing);
 * `half` (requests go through, answers do not); `cutAfter` (hangs up after so many bytes of answer).
 */
export type FaultMode = 'pass' | 'refuse' | 'reset' | 'blackhole' | 'half' | { cutAfter: number };

/** A unix socket in front of a service, which breaks the way a test asks. */
export class FaultProxy {
  readonly socketPath = path.join(tmpdir(), `fault-${randomUUID().slice(0, 8)}.sock`);
  readonly #open = new Set<net.Socket>();
  readonly #server = net.createServer((client) => this.#accept(client));
  #mode: FaultMode = 'pass';
  /** Connections that were accepted so far. */
  accepted = 0;

  constructor(private readonly target: net.NetConnectOpts) {}

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.socketPath, resolve));
    return this;
  }

  /** For new connections; those that are open stay as they are until `hangUp`. */
  async set(mode: FaultMode): Promise<void> {
    const wasClosed = this.#mode === 'refuse';
    this.#mode = mode;
    if (mode === 'refuse') await this.#closeServer();
    else if (wasClosed) await this.listen();
  }

  /** Hangs up on everybody, as a host does that loses its power. */
  hangUp(): void {
    for (const socket of this.#open) socket.destroy();
  }

  async close(): Promise<void> {
    this.hangUp();
    if (this.#server.listening) await this.#closeServer();
    await rm(this.socketPath, { force: true });
  }

  async #closeServer(): Promise<void> {
    this.hangUp();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: net.Socket): void {
    this.accepted += 1;
    this.#track(client);
    if (this.#mode === 'reset') client.destroy();
    if (this.#mode === 'reset' || this.#mode === 'blackhole') return;
    const service = this.#track(net.connect(this.target));
    client.pipe(service);
    client.once('close', () => service.destroy());
    if (this.#mode === 'half') service.resume();
    else service.pipe(this.#answers(client)).pipe(client);
  }

  #answers(client: net.Socket): Transform {
    const limit = typeof this.#mode === 'object' ? this.#mode.cutAfter : Infinity;
    let sent = 0;
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        const part = chunk.subarray(0, Math.max(0, limit - sent));
        sent += chunk.length;
        done(null, part);
        if (sent >= limit) client.end(() => client.destroy());
      },
    });
  }

  #track(socket: net.Socket): net.Socket {
    this.#open.add(socket);
    return socket.on('error', () => {}).once('close', () => this.#open.delete(socket));
  }
}
