import { createHash, randomUUID } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { refuseImpossibleTask } from '@jujube/core/task/refuse-impossible-task.js';
import type { TaskSecrets, TaskWish } from '@jujube/core/task/task-wish.js';
import { DataSource } from '@jujube/database/connection.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { knownHosts } from '@jujube/database/hosts/known-hosts.js';
import { Nudges } from '@jujube/database/nudges.js';
import { addTaskRun } from '@jujube/database/task-runs/add-task-run.js';
import { sealTaskSecrets } from '@jujube/database/task-runs/task-secrets.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface CreateTaskInput {
  readonly ownerId: string;
  readonly wish: TaskWish;
  readonly secrets: TaskSecrets;
  /** asked again with it, the same task is meant */
  readonly idempotencyKey: string | null;
}

/** Has one-shot work done on a host. Answers the task's id. */
export class CreateTask extends Command<string> {
  constructor(readonly input: CreateTaskInput) {
    super();
  }
}

@CommandHandler(CreateTask)
export class CreateTaskHandler implements ICommandHandler<CreateTask> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: CreateTask): Promise<string> {
    const { ownerId, wish, secrets, idempotencyKey } = input;
    const id = randomUUID();
    const secretsEncrypted = sealTaskSecrets(this.box, id, secrets);
    const requestHash = createHash('sha256')
      .update(JSON.stringify([wish, secrets]))
      .digest('hex');
    return inTransaction(this.dataSource, async (manager) => {
      refuseImpossibleTask(wish, await knownHosts(manager));
      const row = { id, ownerId, wish, secretsEncrypted, idempotencyKey, requestHash };
      const added = await addTaskRun(manager, row);
      if (added.requestHash !== requestHash) throw otherTask(added.id);
      if (added.isNew) await this.nudges.send('wanted', manager);
      return added.id;
    });
  }
}

function otherTask(id: string): UserError {
  return new UserError(
    'conflict',
    `Task ${id} was asked for with this idempotency key, but otherwise. Use another key for another task.`,
  );
}
