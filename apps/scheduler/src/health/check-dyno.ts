import { get } from 'node:http';
import { connect } from 'node:net';

export interface CheckTarget {
  address: string;
  port: number;
  /** path for HTTP (200..399 passes); null: accepting a TCP connection is enough */
  path: string | null;
  timeoutMs: number;
}

// a proxy on the way (docker-proxy behind loopback and gateway addresses) accepts what the dyno refuses, and closes it then
const PROXY_CLOSES_WITHIN_MS = 50;

/** Asks a dyno once whether it is well: null when it is, else why not. */
export async function checkDyno(target: CheckTarget): Promise<string | null> {
  return target.path === null ? checkTcp(target) : checkHttp({ ...target, path: target.path });
}

async function checkTcp({ address, port, timeoutMs }: CheckTarget): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, noDelay: true });
    const settle = (result: string | null) => {
      clearTimeout(deadline);
      socket.destroy();
      resolve(result);
    };
    const deadline = setTimeout(() => settle(`no connection within ${timeoutMs / 1000} s`), timeoutMs);
    socket.once('error', (error: NodeJS.ErrnoException) => settle(reasonOf(error)));
    socket.once('close', () => settle('the connection was closed at once: nothing listens behind the port'));
    socket.once('data', () => settle(null));
    socket.once('connect', () => setTimeout(() => settle(null), PROXY_CLOSES_WITHIN_MS));
  });
}

async function checkHttp({ address, port, path, timeoutMs }: CheckTarget & { path: string }): Promise<string | null> {
  return new Promise((resolve) => {
    const headers = { 'user-agent': 'jujube-health-check', connection: 'close' };
    const request = get({ host: address, port, path, headers, agent: false, signal: AbortSignal.timeout(timeoutMs) });
    const settle = (result: string | null) => {
      request.destroy();
      resolve(result);
    };
    request.once('response', ({ statusCode = 0 }) =>
      settle(statusCode >= 200 && statusCode < 400 ? null : `GET ${path} answered ${statusCode}`),
    );
    request.on('error', (error: NodeJS.ErrnoException) =>
      settle(error.name === 'AbortError' ? `GET ${path}: no answer within ${timeoutMs / 1000} s` : reasonOf(error)),
    );
  });
}

function reasonOf(error: NodeJS.ErrnoException): string {
  return error.code === 'ECONNREFUSED' ? 'nothing listens on its PORT' : (error.code ?? error.message);
}
