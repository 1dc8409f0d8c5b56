import { once } from 'node:events';
import { createServer, request as plainRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

export interface Forwarder {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): void;
}

// of one connection, and ours is another one
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
]);

/** Passes requests to a loopback address on to a server elsewhere, as they are and as streams. */
export async function startForwarder(target: string): Promise<Forwarder> {
  const server = createServer((incoming, answer) => forward(target, incoming, answer));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function forward(target: string, incoming: IncomingMessage, answer: ServerResponse): void {
  const { protocol, hostname, port, pathname } = new URL(target);
  const open = protocol === 'https:' ? tlsRequest : plainRequest;
  const outgoing = open({
    ...{ hostname: hostname.replace(/^\[|\]$/g, ''), ...(port !== '' && { port }) },
    method: incoming.method,
    path: pathname.replace(/\/$/, '') + incoming.url!,
    headers: withoutHops(incoming.headers),
  });
  outgoing.on('response', (response) => {
    answer.writeHead(response.statusCode ?? 502, withoutHops(response.headers));
    pipeline(response, answer, () => undefined);
  });
  outgoing.on('error', (error) => {
    if (answer.headersSent) return answer.destroy();
    answer.writeHead(502, { 'content-type': 'application/json' });
    answer.end(JSON.stringify({ id: 'unreachable', message: `${target} cannot be reached: ${error.message}` }));
  });
  answer.on('close', () => outgoing.destroy());
  pipeline(incoming, outgoing, () => undefined);
}

function withoutHops(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}
