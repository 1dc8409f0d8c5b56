import { Injectable, Logger } from '@nestjs/common';
import type { Socket } from 'node:net';
import { DataSource } from '@jujube/database/connection.js';
import { HeldStreams } from '@jujube/database/stream-holders/held-streams.js';
import { lostRights } from '@jujube/database/stream-holders/lost-rights.js';
import type { StreamHolder } from '@jujube/database/stream-holders/stream-holder.js';
import { Timings } from '../timings.js';
import type { AttachSubject } from './attach-subject.js';
import type { AttachedClient } from './attached-client.js';
import { namesOfTerminal, noteTerminalEnd, type TerminalEnd } from './terminal-audit.js';

/** for a last word to a client that reads nothing, or does not hang up */
const FAREWELL_MS = 1_000;

export interface Terminal {
  readonly socket: Socket;
  readonly client: AttachedClient;
  readonly holder: StreamHolder;
  readonly subject: AttachSubject;
}

/** The terminals that are attached: each ends with the right to it, or when nothing is said for long; its end is audited. */
@Injectable()
export class Terminals {
  private readonly logger = new Logger('attach');
  private readonly held: HeldStreams;

  constructor(
    private readonly dataSource: DataSource,
    private readonly timings: Timings,
  ) {
    this.held = new HeldStreams(dataSource);
  }

  async mayOpen(holder: StreamHolder): Promise<boolean> {
    return (await lostRights(this.dataSource, [holder])).size === 0;
  }

  /** From now until the connection ends. */
  async watch(terminal: Terminal): Promise<void> {
    const { socket, client, holder, subject } = terminal;
    const ip = socket.remoteAddress ?? 'unknown';
    const names = await namesOfTerminal(this.dataSource, terminal);
    let problem: TerminalEnd['problem'] = null;
    const finish = (why: TerminalEnd['problem'], failure: string) => {
      if (problem !== null) return;
      problem = why;
      client.end({ failure });
      setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
    };
    const release = this.held.hold(holder, (why) => finish('right_lost', `The session ends here: ${why}`));
    const idleMs = 'taskId' in subject ? this.timings.oneOffIdleMs : this.timings.insideIdleMs;
    const silent = `The session ends here: nothing came or went for ${spoken(idleMs)}.`;
    socket.setTimeout(idleMs, () => finish('terminal_idle', silent));
    const over = () => {
      release();
      this.note({ holder, names, ip, problem });
    };
    if (client.gone.aborted) over();
    else client.gone.addEventListener('abort', over, { once: true });
  }

  /** Ends those that nobody has the right to any more. */
  endLost(): Promise<void> {
    return this.held.endLost();
  }

  private note(end: TerminalEnd): void {
    noteTerminalEnd(this.dataSource, end).catch((error: Error) => {
      this.logger.warn(`the end of a terminal is missing in the audit log: ${error.message}`);
    });
  }
}

function spoken(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 1_000)} seconds` : `${Math.round(ms / 60_000)} minutes`;
}
