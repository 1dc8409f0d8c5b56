import { once } from 'node:events';
import net from 'node:net';

/** A TCP port in front of a service, which can be pulled out and plugged in again. */
export class TcpRelay {
  private readonly open = new Set<net.Socket>();
  private server: net.Server | undefined;

  constructor(
    private readonly port: number,
    private readonly target: { host: string; port: number },
  ) {}

  async plugIn(): Promise<void> {
    this.server = net.createServer((client) => {
      const service = net.connect(this.target);
      for (const [socket, other] of [
        [client, service],
        [service, client],
      ] as const) {
        this.open.add(socket);
        socket.on('error', () => undefined).once('close', () => other.destroy());
        socket.pipe(other);
      }
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async pullOut(): Promise<void> {
    const closed = this.server && new Promise((resolve) => this.server?.close(resolve));
    for (const socket of this.open) socket.destroy();
    this.open.clear();
    await closed;
  }
}
