import type { LogLine } from '@jujube/containers/log-line.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import type { LogCursor } from '@jujube/database/log-cursors/log-cursors.js';
import type { DynoLine } from '@jujube/database/log-lines/append-dyno-lines.js';
import { dynoName, platformLine } from './dyno-line.js';
import { LineFilter } from './line-filter.js';
import type { LogEntry } from './log-batch.js';
import { RateCap } from './rate-cap.js';

/** Makes the stored lines of one dyno out of what its container wrote. */
export class DynoReader {
  private readonly filter: LineFilter;
  private readonly cap = new RateCap();
  private cursor: LogCursor | null = null;

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

  /** What to store for a line: nothing when it is known or one too many; a notice before the first after such ones. */
  entries(line: LogLine): LogEntry[] {
    const position = this.filter.next(line.at);
    if (!position) return [];
    this.cursor = { dynoId: this.dyno.id, ...position };
    const { isAdmitted, droppedBefore } = this.cap.admit(Date.parse(line.at));
    if (!isAdmitted) return [];
    return [...this.notice(droppedBefore), { line: this.lineOf(line), cursor: this.cursor }];
  }

  /** What is left to store at the end of the output. */
  rest(): LogEntry[] {
    return this.notice(this.cap.takeUntold());
  }

  private lineOf({ at, text }: LogLine): DynoLine {
    const { appId, id: dynoId } = this.dyno;
    return { appId, dynoId, dyno: dynoName(this.dyno), source: 'app', at, text };
  }

  private notice(count: number): LogEntry[] {
    if (count === 0 || !this.cursor) return [];
    const line = platformLine(this.dyno, `${count} lines dropped: more than 1000 lines a second`);
    return [{ line, cursor: this.cursor }];
  }
}
