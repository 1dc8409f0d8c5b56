import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';

/** Forgets a task that is over, with its output. Throws `conflict` while it is not. */
export class DeleteTask extends Command<void> {
  constructor(readonly input: { taskId: string }) {
    super();
  }
}

@CommandHandler(DeleteTask)
export class DeleteTaskHandler implements ICommandHandler<DeleteTask> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: DeleteTask): Promise<void> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      `delete from tasks t using task_runs r where t.id = $1 and r.id = t.id
         and r.phase not in ('queued', 'staging', 'running', 'terminating')`,
      [input.taskId],
    );
    if (count === 0) throw new UserError('conflict', 'The task is not over yet. Kill it first.');
  }
}
