import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { promoteDeployment } from '@jujube/database/deployments/promotion.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** The canaries are good: the rest of the app follows them. */
export class PromoteDeployment extends Command<void> {
  constructor(readonly input: { appId: string; deploymentId: string }) {
    super();
  }
}

@CommandHandler(PromoteDeployment)
export class PromoteDeploymentHandler implements ICommandHandler<PromoteDeployment> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input: { appId, deploymentId } }: PromoteDeployment): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const { deadlineSeconds } = await lockApp(manager, appId);
      const isPromoted = await promoteDeployment(manager, { deploymentId, deadlineSeconds });
      if (!isPromoted)
        throw new UserError(
          'conflict',
          'That deployment does not wait for promotion: its canaries are not ready, it is paused or promoted, or it has none.',
        );
      await this.nudges.send('wanted', manager);
      await this.nudges.send('routes', manager);
      await this.nudges.send('releases', manager);
    });
  }
}
