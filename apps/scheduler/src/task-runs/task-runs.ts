import { Injectable, Logger } from '@nestjs/common';
import type { TaskOutcome } from '@jujube/core/task/after-attempt.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { openTaskRuns, type OpenTaskRun } from '@jujube/database/task-runs/open-task-runs.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';
import { TaskAttempts } from './task-attempts.js';
import type { EndingWish } from './task-attempt.js';
import { TaskJournal } from './task-journal.js';

const EVERY_MS = 1_000;

/** Looks after all tasks that are not over: has those with a place carried out, and ends those whose time is up. */
@Injectable()
export class TaskRuns implements LeaderPart {
  private readonly logger = new Logger('task-runs');
  private readonly wakeUp = new WakeUp();

  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
    private readonly attempts: TaskAttempts,
    private readonly journal: TaskJournal,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const end = this.nudges.on('tasks', () => this.wakeUp.wake());
    const rhythm = { signal, everyMs: EVERY_MS, wakeUp: this.wakeUp, logger: this.logger };
    await repeatedly(rhythm, async () => {
      const runs = await openTaskRuns(this.dataSource.manager);
      this.attempts.keepOnly(new Set(runs.map(({ id }) => id)));
      for (const run of runs) {
        if (signal.aborted) return;
        await this.look(run, signal);
      }
    });
    end();
    await this.attempts.settled();
  }

  private async look(run: OpenTaskRun, signal: AbortSignal): Promise<void> {
    const { id, isPlaced, hasWaitedTooLong, blocked, wish } = run;
    if (isPlaced) {
      const gone = goneOutcome(run);
      if (gone) return this.attempts.giveUp(run, gone);
      const ending = endingWish(run);
      if (ending) this.attempts.end(id, ending);
      return this.attempts.takeUp(run, signal);
    }
    if (!hasWaitedTooLong) return;
    const reason = `No host for it within ${wish.queueTimeoutSeconds} s${blocked ? `: ${blocked}` : ''}`;
    await this.journal.ended(run, { kind: 'never-started', reason, isHopeless: true });
  }
}

/** What is known of a task whose host is gone. */
function goneOutcome({ phase, hostStatus, hostName, startedAt }: OpenTaskRun): TaskOutcome | null {
  if (hostStatus !== null && hostStatus !== 'down') return null;
  const reason = `Its host ${hostName ?? ''} is gone`.replace('  ', ' ');
  const hasStarted = phase === 'running' || startedAt !== null;
  return hasStarted ? { kind: 'lost', reason } : { kind: 'never-started', reason, isHopeless: false };
}

function endingWish({ isKillWanted, hasRunTooLong, wish }: OpenTaskRun): EndingWish | null {
  if (isKillWanted) return { kind: 'killed' };
  if (!hasRunTooLong) return null;
  return { kind: 'overdue', reason: `Ended after ${wish.timeoutSeconds} s, its timeout` };
}
