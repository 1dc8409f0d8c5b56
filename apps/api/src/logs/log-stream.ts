import { Injectable } from '@nestjs/common';
import { Doorbell } from '@jujube/database/doorbell.js';
import { LogLinesRepository } from '@jujube/database/log-lines/log-lines.repository.js';
import type { StoredLogLine } from '@jujube/database/log-lines/new-log-line.js';
import { Nudges } from '@jujube/database/nudges.js';
import type { LogSubject } from '@jujube/usecases/logs/create-log-session.js';

const BATCH = 500;
const LOOK_EVERY_MS = 5_000;
const SIGN_OF_LIFE_EVERY_MS = 15_000;
const SIGN_OF_LIFE = ': keep-alive\n\n';

/** An app's log as server-sent events. The ids let a client that lost its connection go on behind the last line it saw. */
@Injectable()
export class LogStream {
  constructor(
    private readonly lines: LogLinesRepository,
    private readonly nudges: Nudges,
  ) {}

  /** @param from `after`: id of the last line that the client saw; null: it has seen nothing */
  async *events(subject: LogSubject, from: { after: string | null; signal: AbortSignal }): AsyncGenerator<string> {
    const bell = new Doorbell(this.nudges, 'logs', subject.appId);
    try {
      // before the backlog: a line that comes in between is part of that, or follows it
      const newest = await this.lines.lastId(subject.appId);
      const backlog = from.after === null ? await this.lines.last(subject, subject.lines) : [];
      if (backlog.length > 0) yield eventsOf(backlog);
      const after = from.after ?? greatest([newest, ...backlog.map(({ id }) => id)]);
      if (subject.tail || from.after !== null) yield* this.follow(subject, { after, bell, signal: from.signal });
    } finally {
      bell.close();
    }
  }

  private async *follow(
    subject: LogSubject,
    from: { after: string; bell: Doorbell; signal: AbortSignal },
  ): AsyncGenerator<string> {
    let { after } = from;
    let saidAtMs = -Infinity;
    while (!from.signal.aborted) {
      const found = await this.lines.after(after, subject, BATCH);
      after = found.at(-1)?.id ?? after;
      const isSilent = performance.now() - saidAtMs >= SIGN_OF_LIFE_EVERY_MS;
      if (found.length > 0 || isSilent) saidAtMs = performance.now();
      if (found.length > 0) yield eventsOf(found);
      else if (!subject.tail) return;
      else if (isSilent) yield SIGN_OF_LIFE;
      else await from.bell.wait(LOOK_EVERY_MS, from.signal);
    }
  }
}

function greatest(ids: readonly string[]): string {
  return ids.reduce((best, id) => (BigInt(id) > BigInt(best) ? id : best));
}

function eventsOf(lines: readonly StoredLogLine[]): string {
  return lines
    .map(({ id, at, source, dyno, text }) => `id: ${id}\ndata: ${at} ${source}[${dyno}]: ${oneLine(text)}\n\n`)
    .join('');
}

// a line break inside an event would end its data
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
