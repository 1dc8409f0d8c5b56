import type { LogLine } from '@jujube/containers/log-line.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import type { LogCursor } from '@jujube/database/log-cursors/log-cursors.js';
import { dynoName, platformLine } from './dyno-line.js';
import { LineFilter } from './line-filter.js';
import type { LogEntry } from './log-batch.js';
import { RateCap } from './rate-cap.js';

/** Makes the stored lines of one dyno out of what its container wrote. */
export class DynoReader {
  private readonly filter: LineFilter;
  private readonly cap = new RateCap();

  constructor(
    private readonly dyno: DynoEntity,
    cursor: LogCursor | null,
  ) {
    this.filter = new LineFilter(cursor);
  }

  /** To be called before the output is read (again); from where to read. */
  restart(): string | undefined {
    this.filter.restart();
    return this.filter.since;
  }

  /** What to store for a line: nothing when it is known, a notice before it when others had to be dropped. */
  entries(line: LogLine): LogEntry[] {
    const position = this.filter.next(line.at);
    if (!position) return [];
    const cursor = { dynoId: this.dyno.id, ...position };
    const { isAdmitted, droppedBefore } = this.cap.admit(Date.now());
    const notice = droppedBefore > 0 ? [{ line: this.notice(droppedBefore), cursor }] : [];
    return [...notice, { line: isAdmitted ? this.lineOf(line) : null, cursor }];
  }

  private lineOf({ at, text }: LogLine): LogEntry['line'] {
    const { appId, id: dynoId } = this.dyno;
    return { appId, dynoId, dyno: dynoName(this.dyno), source: 'app', at, text };
  }

  private notice(count: number): LogEntry['line'] {
    return platformLine(this.dyno, `${count} lines dropped: more than 1000 lines a second`);
  }
}
