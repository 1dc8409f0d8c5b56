import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { USUAL_PERMISSIONS } from '@jujube/core/access/app-permissions.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { changeOwner } from '@jujube/database/apps/change-owner.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface NewTransfer {
  readonly appId: string;
  /** an id or an e-mail address */
  readonly recipient: string;
  /** true: nobody is asked, as when an administrator gives away the app of somebody who left */
  readonly isAtOnce: boolean;
}

/** Offers an app to somebody, or gives it to them at once. Answers the transfer's id. */
export class CreateTransfer extends Command<string> {
  constructor(readonly input: NewTransfer) {
    super();
  }
}

@CommandHandler(CreateTransfer)
export class CreateTransferHandler implements ICommandHandler<CreateTransfer> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: CreateTransfer): Promise<string> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const { ownerId, recipientId } = await this.people(manager, input);
      const state = input.isAtOnce ? 'accepted' : 'pending';
      const rows: { id: string }[] = await manager.query(
        `insert into app_transfers (app_id, owner_id, recipient_id, state) values ($1, $2, $3, $4)
         on conflict (app_id) where state = 'pending' do nothing returning id`,
        [app.id, ownerId, recipientId, state],
      );
      if (!rows[0]) {
        const cure = `Take that back first: jujube transfers:cancel ${app.name}`;
        throw new UserError('invalid_params', `${app.name} is offered to somebody already. ${cure}`);
      }
      if (input.isAtOnce) {
        const change = { appId: app.id, fromUserId: ownerId, toUserId: recipientId, leftToFormer: USUAL_PERMISSIONS };
        await changeOwner(manager, change);
        await manager.query(`update app_transfers set state = 'declined' where app_id = $1 and state = 'pending'`, [
          app.id,
        ]);
      }
      return rows[0].id;
    });
  }

  private async people(manager: EntityManager, { appId, recipient }: NewTransfer) {
    const [row]: { ownerId: string; recipientId: string | null }[] = await manager.query(PEOPLE, [appId, recipient]);
    const { ownerId, recipientId } = row!;
    if (recipientId === null) throw new UserError('not_found', "Couldn't find that user.", { resource: 'user' });
    if (recipientId === ownerId) throw new UserError('invalid_params', `${recipient} owns the app already.`);
    return { ownerId, recipientId };
  }
}

const PEOPLE = `
select a.owner_id as "ownerId", (select u.id from users u
  where (u.id::text = $2 or u.email = lower($2)) and u.disabled_at is null) as "recipientId"
from apps a where a.id = $1`;
