import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { afterAttempt } from '@jujube/core/task/after-attempt.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { endAttempt } from '@jujube/database/task-runs/move-task-run.js';
import { wantKilled } from '@jujube/database/task-runs/want-killed.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Ends a task: at once while it waits for a host, else as soon as its container has ended. Of one that is over nothing changes. */
export class KillTask extends Command<void> {
  constructor(readonly input: { taskId: string }) {
    super();
  }
}

@CommandHandler(KillTask)
export class KillTaskHandler implements ICommandHandler<KillTask> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: KillTask): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const run = await wantKilled(manager, input.taskId);
      if (!run) return;
      if (!run.isPlaced) {
        const after = afterAttempt(
          { retries: { neverStarted: 0, failed: 0 }, neverStarted: run.neverStarted, failed: run.failed },
          { kind: 'killed' },
        );
        await endAttempt(manager, { id: input.taskId, attempt: run.attempt }, { ...after, exitCode: null });
      }
      await this.nudges.send('tasks', manager);
      await this.nudges.send('wanted', manager);
    });
  }
}
