import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { USUAL_PERMISSIONS } from '@jujube/core/access/app-permissions.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { changeOwner } from '@jujube/database/apps/change-owner.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface TransferAnswer {
  readonly transferId: string;
  readonly appId: string;
  readonly state: 'accepted' | 'declined';
}

/** Takes an offered app, or lets it be. */
export class AnswerTransfer extends Command<void> {
  constructor(readonly input: TransferAnswer) {
    super();
  }
}

@CommandHandler(AnswerTransfer)
export class AnswerTransferHandler implements ICommandHandler<AnswerTransfer> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: AnswerTransfer): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const [rows]: [{ fromUserId: string; toUserId: string }[], number] = await manager.query(
        `update app_transfers set state = $2, updated_at = now() where id = $1 and state = 'pending'
         returning owner_id as "fromUserId", recipient_id as "toUserId"`,
        [input.transferId, input.state],
      );
      if (!rows[0]) throw new UserError('conflict', `This transfer of ${app.name} was answered already.`);
      if (input.state === 'accepted') {
        await changeOwner(manager, { appId: app.id, ...rows[0], leftToFormer: USUAL_PERMISSIONS });
      }
    });
  }
}
