import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { refuseWithoutAdmin } from './refuse-without-admin.js';

/** Takes somebody out of a team. Throws `conflict` when no administrator would be left. */
export class RemoveTeamMember extends Command<void> {
  constructor(readonly input: { readonly teamId: string; readonly memberId: string }) {
    super();
  }
}

@CommandHandler(RemoveTeamMember)
export class RemoveTeamMemberHandler implements ICommandHandler<RemoveTeamMember> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { teamId, memberId } }: RemoveTeamMember): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await manager.query('select from teams where id = $1 for update', [teamId]);
      await manager.query('delete from team_members where team_id = $1 and id = $2', [teamId, memberId]);
      await refuseWithoutAdmin(manager, teamId);
    });
  }
}
