import { Injectable, Logger } from '@nestjs/common';
import { LostLeadership } from '@jujube/database/leaders/lost-leadership.js';
import { moveLogCursors, type LogCursor } from '@jujube/database/log-cursors/log-cursors.js';
import { appendDynoLines, type DynoLine } from '@jujube/database/log-lines/append-dyno-lines.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import { WakeUp } from '../wake-up.js';

export interface LogEntry {
  line: DynoLine;
  cursor: LogCursor;
}

const EVERY_MS = 200;
const LINES_AT_ONCE = 500;
const MOST_WAITING = 4 * LINES_AT_ONCE;

/** Stores lines of all dynos together, each with how far its dyno is read. Whoever adds too fast has to wait. */
@Injectable()
export class LogBatch {
  private readonly logger = new Logger('logs');
  private readonly full = new WakeUp();
  private waiting: LogEntry[] = [];
  private room: (() => void)[] = [];

  constructor(private readonly writes: FencedWrites) {}

  async add(entry: LogEntry, signal: AbortSignal): Promise<void> {
    while (this.waiting.length >= MOST_WAITING && !signal.aborted) {
      await new Promise<void>((resolve) => this.room.push(resolve));
    }
    this.waiting.push(entry);
    if (this.waiting.length >= LINES_AT_ONCE) this.full.wake();
  }

  /** Resolves when everything that was added before is stored, or the time is over. */
  async settled(timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (this.waiting.length > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS / 4));
    }
  }

  async run(signal: AbortSignal): Promise<void> {
    this.waiting = [];
    while (!signal.aborted) {
      await this.full.wait(EVERY_MS, signal);
      await this.store();
    }
    this.makeRoom();
  }

  private async store(): Promise<void> {
    const entries = this.waiting.slice(0, LINES_AT_ONCE);
    if (entries.length === 0) return;
    try {
      await this.writes.run(async (manager) => {
        await moveLogCursors(manager, lastOfEach(entries));
        await appendDynoLines(
          manager,
          entries.map(({ line }) => line),
        );
      });
      this.waiting.splice(0, entries.length);
    } catch (error) {
      // they stay in the batch, so nothing is lost; the next round tries again
      if (!(error instanceof LostLeadership)) this.logger.error(error);
    }
    if (this.waiting.length >= LINES_AT_ONCE) this.full.wake();
    this.makeRoom();
  }

  private makeRoom(): void {
    for (const resume of this.room.splice(0)) resume();
  }
}

function lastOfEach(entries: readonly LogEntry[]): LogCursor[] {
  return [...new Map(entries.map(({ cursor }) => [cursor.dynoId, cursor])).values()];
}
