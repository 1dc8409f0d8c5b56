import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';

export interface GrantInput {
  /** an id or an e-mail address; or id or name of a team, whose members get it together */
  readonly user: string;
  readonly role: string;
  /** both null: everywhere */
  readonly environmentId: string | null;
  readonly appId: string | null;
}

interface Receiver {
  readonly userId: string | null;
  readonly teamId: string | null;
}

/** Gives somebody or a team a role, on an app, in an environment, or everywhere. Answers the grant's id; what is given already stays. */
export class GrantRole extends Command<string> {
  constructor(readonly input: GrantInput) {
    super();
  }
}

@CommandHandler(GrantRole)
export class GrantRoleHandler implements ICommandHandler<GrantRole> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: GrantRole): Promise<string> {
    const { user, role, environmentId, appId } = input;
    const [{ userId, teamId, hasRole }]: [Receiver & { hasRole: boolean }] = await this.dataSource.query(
      `select (select id from users where (id::text = $1 or email = lower($1)) and disabled_at is null) as "userId",
         (select id from teams where id::text = $1 or name = $1) as "teamId",
         exists (select from roles where name = $2) as "hasRole"`,
      [user, role],
    );
    if (userId === null && teamId === null) {
      throw new UserError('not_found', "Couldn't find that user or team.", { resource: 'user' });
    }
    if (!hasRole)
      throw new UserError('not_found', `There is no role ${role.slice(0, 60)}. See: jujube roles`, {
        resource: 'role',
      });
    await this.dataSource.query(
      `insert into role_grants (user_id, team_id, role, environment_id, app_id) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [userId, teamId, role, environmentId, appId],
    );
    const [{ id }]: [{ id: string }] = await this.dataSource.query(
      `select id from role_grants where coalesce(user_id, team_id) = $1 and role = $2
         and environment_id is not distinct from $3 and app_id is not distinct from $4`,
      [userId ?? teamId, role, environmentId, appId],
    );
    return id;
  }
}
