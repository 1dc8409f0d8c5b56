import { Injectable } from '@nestjs/common';
import { afterAttempt, type TaskOutcome } from '@jujube/core/task/after-attempt.js';
import { Nudges } from '@jujube/database/nudges.js';
import { endAttempt, moveTaskRun } from '@jujube/database/task-runs/move-task-run.js';
import { appendTaskOutput, clearTaskOutput, type OutputLine } from '@jujube/database/task-runs/task-output.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';
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
    await this.writes.run((manager) => moveTaskRun(manager, run, { from: ['queued', 'staging'], to: 'running' }));
  }

  async outputBegins({ id }: TaskRun): Promise<void> {
    await this.writes.run((manager) => clearTaskOutput(manager, id));
  }

  async output({ id }: TaskRun, lines: readonly OutputLine[]): Promise<void> {
    await this.writes.run((manager) => appendTaskOutput(manager, id, lines));
  }

  async ended(run: TaskRun, outcome: TaskOutcome): Promise<void> {
    const after = afterAttempt(
      { retries: run.wish.retries, neverStarted: run.neverStarted, failed: run.failed },
      outcome,
    );
    const exitCode = outcome.kind === 'exited' ? outcome.exitCode : null;
    await this.writes.run(async (manager) => {
      await endAttempt(manager, run, { ...after, exitCode });
      await this.nudges.send('tasks', manager);
    });
    this.loop.wake();
  }
}
