import type { CreateLogSession, LogSession } from '../log-session.js';
import { ApiError } from './api-error.js';
import { path } from './path.js';
import { pause } from './pause.js';
import { readServerSentEvents } from './server-sent-events.js';
import type { Transport } from './transport.js';
import { watchedText } from './watched-text.js';

const RECONNECT_AFTER_MS = 1_000;
const RECONNECTS_WITHOUT_A_LINE = 10;

export class LogsClient {
  constructor(private readonly transport: Transport) {}

  createSession(app: string, body: CreateLogSession): Promise<LogSession> {
    return this.transport.json('POST', path`/apps/${app}/log-sessions`, body);
  }

  /** Lines of a session that ends by itself. */
  async *read(session: LogSession): AsyncGenerator<string> {
    for await (const event of this.events(session, '')) yield event.data;
  }

  /** Lines without end: after a broken connection it goes on behind the last line seen. */
  async *follow(session: LogSession): AsyncGenerator<string> {
    let lastId = '';
    let fruitless = 0;
    for (;;) {
      try {
        for await (const event of this.events(session, lastId)) {
          lastId = event.id;
          fruitless = 0;
          yield event.data;
        }
      } catch (error) {
        if (!isBrokenConnection(error) || fruitless >= RECONNECTS_WITHOUT_A_LINE) throw error;
      }
      fruitless += 1;
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

function isBrokenConnection(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}
