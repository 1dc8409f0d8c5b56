import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { wholePermissions, type AppPermission } from '@jujube/core/access/app-permissions.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface NewCollaborator {
  readonly appId: string;
  /** an id or an e-mail address */
  readonly user: string;
  readonly permissions: readonly AppPermission[];
}

/** Lets somebody into an app. Answers the collaborator's id. */
export class AddCollaborator extends Command<string> {
  constructor(readonly input: NewCollaborator) {
    super();
  }
}

@CommandHandler(AddCollaborator)
export class AddCollaboratorHandler implements ICommandHandler<AddCollaborator> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: AddCollaborator): Promise<string> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const [user]: { id: string; email: string; isOwner: boolean }[] = await manager.query(USER, [input.user, app.id]);
      if (!user) throw new UserError('not_found', NOBODY, { resource: 'user' });
      if (user.isOwner) throw new UserError('invalid_params', `${user.email} owns ${app.name}.`);
      const rows: { id: string }[] = await manager.query(
        `insert into collaborators (app_id, user_id, permissions) values ($1, $2, $3)
         on conflict (app_id, user_id) do nothing returning id`,
        [app.id, user.id, wholePermissions(input.permissions)],
      );
      if (rows[0]) return rows[0].id;
      const cure = `Change what they may do: jujube access:update ${user.email} -a ${app.name} --permissions …`;
      throw new UserError('invalid_params', `${user.email} is a collaborator on ${app.name} already. ${cure}`);
    });
  }
}

const NOBODY = "Couldn't find that user. An administrator can invite them: jujube users:invite EMAIL";

const USER = `
select id, email, id = (select owner_id from apps where id = $2 and team_id is null) as "isOwner" from users
where (id::text = $1 or email = lower($1)) and disabled_at is null`;
