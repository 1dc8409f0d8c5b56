import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { TeamRole } from '@jujube/core/access/team-role.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { refuseWithoutAdmin } from './refuse-without-admin.js';

export interface TeamMembership {
  readonly teamId: string;
  /** an id or an e-mail address */
  readonly user: string;
  readonly role: TeamRole;
}

/** Takes somebody into a team, or changes what they are there. Throws `conflict` when no administrator would be left. */
export class SetTeamMember extends Command<void> {
  constructor(readonly input: TeamMembership) {
    super();
  }
}

@CommandHandler(SetTeamMember)
export class SetTeamMemberHandler implements ICommandHandler<SetTeamMember> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { teamId, user, role } }: SetTeamMember): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await manager.query('select from teams where id = $1 for update', [teamId]);
      const rows: unknown[] = await manager.query(
        `insert into team_members (team_id, user_id, role)
         select $1, id, $3 from users where (id::text = $2 or email = lower($2)) and disabled_at is null
         on conflict (team_id, user_id) do update set role = excluded.role, updated_at = now() returning id`,
        [teamId, user, role],
      );
      if (rows.length === 0) throw new UserError('not_found', NOBODY, { resource: 'user' });
      await refuseWithoutAdmin(manager, teamId);
    });
  }
}

const NOBODY = "Couldn't find that user. An administrator can invite them: jujube users:invite EMAIL";
