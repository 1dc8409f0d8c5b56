import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FixtureRequest {
  readonly method: string;
  /** with its query */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** JSON with a status and headers, or a handler that does as it likes with the response. */
export type FixtureAnswer =
  | { status?: number; body?: unknown; headers?: Record<string, string> }
  | ((response: ServerResponse, request: FixtureRequest) => void);

/** A real HTTP server that gives prepared answers in the API's shapes and remembers what it was asked. */
export class FixtureApi {
  readonly url: string;
  readonly requests: FixtureRequest[] = [];
  private readonly answers = new Map<string, FixtureAnswer[]>();

  private constructor(private readonly server: Server) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response));
  }

  static async start(): Promise<FixtureApi> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FixtureApi(server);
  }

  /** @param route e.g. `GET /apps`; the last of several answers is given again and again */
  on(route: string, ...answers: FixtureAnswer[]): void {
    this.answers.set(route, answers);
  }

  asked(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    this.requests.push(seen);
    const answers = this.answers.get(`${seen.method} ${seen.path}`) ?? [NOTHING_PREPARED];
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? NOTHING_PREPARED;
    if (typeof answer === 'function') return answer(response, seen);
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(JSON.stringify(answer.body ?? {}));
  }
}

const NOTHING_PREPARED: FixtureAnswer = {
  status: 404,
  body: { id: 'not_found', message: 'The fixture has no such route.' },
};
