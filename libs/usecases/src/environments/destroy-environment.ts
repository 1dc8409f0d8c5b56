import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Forgets an environment that has neither apps nor hosts. Throws `conflict` while it has. */
export class DestroyEnvironment extends Command<void> {
  constructor(readonly input: { readonly environmentId: string }) {
    super();
  }
}

@CommandHandler(DestroyEnvironment)
export class DestroyEnvironmentHandler implements ICommandHandler<DestroyEnvironment> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { environmentId } }: DestroyEnvironment): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await manager.query('select from environments where id = $1 for update', [environmentId]);
      const [{ apps, hosts }]: [{ apps: number; hosts: number }] = await manager.query(
        `select (select count(*)::integer from apps where environment_id = $1) as apps,
           (select count(*)::integer from hosts where environment_id = $1) as hosts`,
        [environmentId],
      );
      if (apps + hosts > 0) {
        throw new UserError(
          'conflict',
          `It has ${apps} apps and ${hosts} hosts. Destroy or assign them elsewhere first.`,
        );
      }
      await manager.query('delete from environments where id = $1', [environmentId]);
    });
  }
}
