import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { KeyPair } from '@jujube/certificates/certificate-authority.js';
import type { Address } from '@jujube/settings/address.js';

const HANDSHAKE_MS = 10_000;
const KEEP_ALIVE_MS = 30_000;
const MOST_CONNECTIONS = 1_000;

/** A TLS server that can be ended with all its connections. */
export class RelayServer {
  private readonly sockets = new Set<TLSSocket>();

  private constructor(private readonly server: Server) {}

  /** Throws when the address is taken. */
  static async listen(
    address: Address,
    { certificate, key }: KeyPair,
    take: (socket: TLSSocket) => void,
  ): Promise<RelayServer> {
    const server = createServer({ cert: certificate, key, handshakeTimeout: HANDSHAKE_MS, minVersion: 'TLSv1.2' });
    const relay = new RelayServer(server);
    server.maxConnections = MOST_CONNECTIONS;
    server.on('secureConnection', (socket) => relay.keep(socket, take));
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    server.listen(address.port, address.host);
    await once(server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private keep(socket: TLSSocket, take: (socket: TLSSocket) => void): void {
    this.sockets.add(socket);
    socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
    // its end is what counts, and that follows
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    take(socket);
  }
}
