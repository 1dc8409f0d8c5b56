import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Lets a custom domain lead nowhere. The app's own name below the base domain stays. */
export class RemoveDomain extends Command<void> {
  constructor(readonly input: { appId: string; domainId: string }) {
    super();
  }
}

@CommandHandler(RemoveDomain)
export class RemoveDomainHandler implements ICommandHandler<RemoveDomain> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: RemoveDomain): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const [rows]: [unknown[], number] = await manager.query(
        `delete from domains where id = $1 and app_id = $2 and kind = 'custom' returning id`,
        [input.domainId, app.id],
      );
      if (rows.length === 0) {
        throw new UserError(
          'invalid_params',
          `The name of ${app.name} below the base domain cannot be removed. Rename the app instead.`,
        );
      }
      await this.nudges.send('routes', manager);
    });
  }
}
