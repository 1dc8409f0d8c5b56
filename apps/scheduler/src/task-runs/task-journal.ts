import { Injectable } from '@nestjs/common';
import { afterAttempt, type TaskOutcome } from '@jujube/core/task/after-attempt.js';
import { isFinal, type TaskPhase } from '@jujube/core/task/task-phase.js';
import { appendDynoLines, countDynoLines } from '@jujube/database/log-lines/append-dyno-lines.js';
import { Nudges } from '@jujube/database/nudges.js';
import { endAttempt, moveTaskRun } from '@jujube/database/task-runs/move-task-run.js';
import { appendTaskOutput, clearTaskOutput, type OutputLine } from '@jujube/database/task-runs/task-output.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';
import { appLines, tell } from '../logs/one-off-lines.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import { WakeUp } from '../wake-up.js';

/** Writes down what becomes of tasks. */
@Injectable()
export class TaskJournal {
  constructor(
    private readonly writes: FencedWrites,
    private readonly nudges: Nudges,
    private readonly loop: WakeUp,
  ) {}

  async staging(run: TaskRun): Promise<void> {
    await this.writes.run((manager) => moveTaskRun(manager, run, { from: ['queued'], to: 'staging' }));
  }

  async running(run: TaskRun): Promise<void> {
    await this.writes.run(async (manager) => {
      const isNews = await moveTaskRun(manager, run, { from: ['queued', 'staging'], to: 'running' });
      if (isNews)
        await tell(manager, run, [
          `Starting process with command \`${run.oneOff?.command}\``,
          'State changed from starting to up',
        ]);
    });
  }

  /** Answers how many lines of the output are known: none of a new attempt. */
  async outputBegins({ id, oneOff }: TaskRun, { isTakenOver }: { isTakenOver: boolean }): Promise<number> {
    return this.writes.run(async (manager) => {
      if (oneOff) return isTakenOver ? countDynoLines(manager, { appId: oneOff.appId, dynoId: id }) : 0;
      await clearTaskOutput(manager, id);
      return 0;
    });
  }

  async output({ id, oneOff }: TaskRun, lines: readonly OutputLine[]): Promise<void> {
    await this.writes.run((manager) =>
      oneOff ? appendDynoLines(manager, appLines({ id, oneOff }, lines)) : appendTaskOutput(manager, id, lines),
    );
  }

  async ended(run: TaskRun, outcome: TaskOutcome): Promise<void> {
    const after = afterAttempt(
      { retries: run.wish.retries, neverStarted: run.neverStarted, failed: run.failed },
      outcome,
    );
    const exitCode = outcome.kind === 'exited' ? outcome.exitCode : null;
    await this.writes.run(async (manager) => {
      const isNews = await endAttempt(manager, run, { ...after, exitCode });
      await this.nudges.send('tasks', manager);
      if (isNews)
        await tell(manager, run, [
          ...endingLines(outcome),
          `State changed from ${outcome.kind === 'never-started' ? 'starting' : 'up'} to ${stateAfter(after.phase, outcome)}`,
        ]);
    });
    this.loop.wake();
  }
}

// as at Heroku, whatever its exit status
function stateAfter(phase: TaskPhase, { kind }: TaskOutcome): string {
  if (!isFinal(phase)) return 'starting';
  return kind === 'exited' || kind === 'killed' ? 'complete' : 'crashed';
}

function endingLines(outcome: TaskOutcome): string[] {
  if (outcome.kind === 'exited') return [`Process exited with status ${outcome.exitCode}`];
  return outcome.kind === 'killed' ? ['Stopped'] : [outcome.reason];
}
