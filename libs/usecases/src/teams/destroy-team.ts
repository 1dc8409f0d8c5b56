import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Forgets a team without apps, and takes its roles from its members. Throws `conflict` while it has apps. */
export class DestroyTeam extends Command<void> {
  constructor(readonly input: { readonly teamId: string }) {
    super();
  }
}

@CommandHandler(DestroyTeam)
export class DestroyTeamHandler implements ICommandHandler<DestroyTeam> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { teamId } }: DestroyTeam): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await manager.query('select from teams where id = $1 for update', [teamId]);
      const apps: { name: string }[] = await manager.query(
        'select name from apps where team_id = $1 order by name limit 5',
        [teamId],
      );
      if (apps.length > 0) {
        const names = apps.map(({ name }) => name).join(', ');
        throw new UserError('conflict', `It owns apps: ${names}. Give them away first: jujube apps:transfer`);
      }
      await manager.query('delete from teams where id = $1', [teamId]);
    });
  }
}
