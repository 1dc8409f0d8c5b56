import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { inspect } from 'node:util';
import type { SshTunnel } from './ssh-tunnel.js';

const FREE_SOCKETS = 8;

// docker-modem formats its whole request for a debug line that nobody reads; without this, every socket with it
const UNSEEN = { value: () => '[agent]' };

/** Reuses mutual-TLS connections: a handshake costs more than most calls. */
export function tlsAgent(tls: { ca: string; cert: string; key: string }): https.Agent {
  const agent = new https.Agent({ ...tls, keepAlive: true, maxFreeSockets: FREE_SOCKETS, minVersion: 'TLSv1.2' });
  return Object.defineProperty(agent, inspect.custom, UNSEEN);
}

/** A unix socket costs nothing to open, and a fresh one is never stale. */
export function unixAgent(): http.Agent {
  return Object.defineProperty(new http.Agent({ keepAlive: false }), inspect.custom, UNSEEN);
}

/** HTTP over channels of one SSH connection, each call in a fresh one: that costs no handshake. */
export function sshAgent(tunnel: SshTunnel): http.Agent {
  const agent = new http.Agent({ keepAlive: false });
  const createConnection = (_options: unknown, done: (error: Error | null, stream?: Duplex) => void) => {
    tunnel.open().then(
      (channel) => done(null, likeSocket(channel)),
      (error: Error) => done(error),
    );
  };
  return Object.defineProperty(Object.assign(agent, { createConnection }), inspect.custom, UNSEEN);
}

/** Connections that wait for their next use may be dead when the host just missed a call. */
export function dropIdleSockets(agent: http.Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) sockets?.forEach((socket) => socket.destroy());
}

// what http asks of a socket beyond a stream; the tunnel's own keep-alive stands in for it
function likeSocket(channel: Duplex): Duplex {
  const nothing = () => channel;
  return Object.assign(channel, {
    setKeepAlive: nothing,
    setNoDelay: nothing,
    setTimeout: nothing,
    ref: nothing,
    unref: nothing,
    destroySoon: () => channel.destroy(),
  });
}
