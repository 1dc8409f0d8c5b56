import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** Something at a unix socket that answers like no Docker engine should. */
export class ScriptedDocker {
  readonly socketPath = path.join(tmpdir(), `scripted-${randomUUID().slice(0, 8)}.sock`);
  readonly requests: { method?: string; url?: string; headers: http.IncomingHttpHeaders }[] = [];
  answer: Answer = (_request, response) => response.end('OK');
  readonly #server = http.createServer((request, response) => {
    const { method, url, headers } = request;
    this.requests.push({ method, url, headers });
    this.answer(request, response);
  });

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.socketPath, resolve));
    return this;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
    await rm(this.socketPath, { force: true });
  }
}
