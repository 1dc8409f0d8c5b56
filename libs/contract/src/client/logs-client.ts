import type { CreateLogSession, LogSession } from '../log-session.js';
import { ApiError } from './api-error.js';
import { path } from './path.js';
import { pause } from './pause.js';
import { readServerSentEvents } from './server-sent-events.js';
import type { Transport } from './transport.js';
import { watchedText } from './watched-text.js';

const RECONNECT_AFTER_MS = 1_000;
const RECONNECTS_WITHOUT_A_LINE = 60;

export class LogsClient {
  constructor(private readonly transport: Transport) {}

  createSession(app: string, body: CreateLogSession): Promise<LogSession> {
    return this.transport.json('POST', path`/apps/${app}/log-sessions`, body);
  }

  /** The last lines, as many as asked for. */
  async *read(app: string, body: CreateLogSession): AsyncGenerator<string> {
    const session = await this.createSession(app, { ...body, tail: false });
    for await (const event of this.events(session, '')) yield event.data;
  }

  /** Lines without end: after a broken connection it goes on behind the last line seen, in a new session if need be. */
  async *follow(app: string, body: CreateLogSession): AsyncGenerator<string> {
    let session: LogSession | undefined;
    let lastId = '';
    for (let fruitless = 0; ; fruitless += 1) {
      try {
        session ??= await this.createSession(app, { ...body, tail: true });
        for await (const event of this.events(session, lastId)) {
          [lastId, fruitless] = [event.id, 0];
          yield event.data;
        }
      } catch (error) {
        if (!mayComeBack(error, session) || fruitless >= RECONNECTS_WITHOUT_A_LINE) throw error;
        if (isSessionOver(error)) session = undefined;
      }
      await pause(RECONNECT_AFTER_MS, this.transport.signal);
    }
  }

  private async *events(session: LogSession, lastId: string) {
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (lastId !== '') headers['last-event-id'] = lastId;
    const response = await this.transport.open(session.logplex_url, { headers, signal: this.transport.signal });
    yield* readServerSentEvents(watchedText(response, this.transport.idleTimeoutMs));
  }
}

function mayComeBack(error: unknown, session: LogSession | undefined): boolean {
  if (session === undefined || !(error instanceof ApiError)) return false;
  return error.status === 0 || error.status >= 500 || isSessionOver(error);
}

/** Its URL is valid for a while only. */
function isSessionOver(error: unknown): boolean {
  return error instanceof ApiError && [403, 404, 410].includes(error.status);
}
