import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface TeamAppGift {
  readonly appId: string;
  /** the team that gets it; or null, and one of the members of the team that had it gets it */
  readonly teamId: string | null;
  /** an id or an e-mail address; with `teamId` of no account */
  readonly recipient: string;
}

/** Gives an app to a team, or an app of a team to one of its members. Its collaborators stay. */
export class GiveTeamApp extends Command<void> {
  constructor(readonly input: TeamAppGift) {
    super();
  }
}

@CommandHandler(GiveTeamApp)
export class GiveTeamAppHandler implements ICommandHandler<GiveTeamApp> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: GiveTeamApp): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const { id } = await lockApp(manager, input.appId);
      await manager.query(`update app_transfers set state = 'declined' where app_id = $1 and state = 'pending'`, [id]);
      if (input.teamId !== null) {
        await manager.query('update apps set team_id = $2, updated_at = now() where id = $1', [id, input.teamId]);
        return;
      }
      const owner = await this.member(manager, id, input.recipient);
      await manager.query(
        'update apps set team_id = null, is_locked = false, owner_id = $2, updated_at = now() where id = $1',
        [id, owner],
      );
      await manager.query('delete from collaborators where app_id = $1 and user_id = $2', [id, owner]);
    });
  }

  private async member(manager: EntityManager, appId: string, user: string): Promise<string> {
    const rows: { id: string }[] = await manager.query(MEMBER, [appId, user]);
    if (rows[0]) return rows[0].id;
    throw new UserError('not_found', "Couldn't find a member of the app's team of that name.", { resource: 'user' });
  }
}

const MEMBER = `
select u.id from apps a join team_members m on m.team_id = a.team_id join users u on u.id = m.user_id
where a.id = $1 and (u.id::text = $2 or u.email = lower($2)) and u.disabled_at is null`;
