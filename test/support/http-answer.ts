import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Answer {
  status: number | undefined;
  body: string;
  headers: IncomingMessage['headers'];
}

const DEADLINE_MS = 15_000;

/** GET from a router on loopback, as a client that asked for `host`. */
export function getHttp(port: number, host: string, path = '/', more: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, headers: { host, ...more }, timeout: DEADLINE_MS };
    httpRequest(options, (response) => void readAnswer(response).then(resolve, reject))
      .on('error', reject)
      .end();
  });
}

/** The same over TLS; the certificate must be signed by `ca` for that name. */
export function getHttps(port: number, host: string, ca: Buffer | string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, servername: host, ca, headers: { host }, timeout: DEADLINE_MS };
    httpsRequest(options, (response) => void readAnswer(response).then(resolve, reject))
      .on('error', reject)
      .end();
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode, body, headers: response.headers };
}
