import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Ends a deployment that is under way; the release before it keeps serving. */
export class CancelDeployment extends Command<void> {
  constructor(readonly input: { appId: string; deploymentId: string; by: string }) {
    super();
  }
}

@CommandHandler(CancelDeployment)
export class CancelDeploymentHandler implements ICommandHandler<CancelDeployment> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: CancelDeployment): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await lockApp(manager, input.appId);
      const [rows]: [unknown[], number] = await manager.query(
        `update deployments set state = 'cancelled', reason = $3, finished_at = now()
         where id = $1 and app_id = $2 and state = 'pending' returning id`,
        [input.deploymentId, input.appId, `cancelled by ${input.by}`],
      );
      if (rows.length === 0)
        throw new UserError('conflict', 'That deployment has ended already: there is nothing to cancel.');
      await this.nudges.send('wanted', manager);
      await this.nudges.send('routes', manager);
      await this.nudges.send('releases', manager);
    });
  }
}
