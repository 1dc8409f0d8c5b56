import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { confirmDeployment } from '@jujube/database/deployments/confirmation.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** The new release is good: the old dynos that are kept behind it may go. */
export class ConfirmDeployment extends Command<void> {
  constructor(readonly input: { appId: string; deploymentId: string }) {
    super();
  }
}

@CommandHandler(ConfirmDeployment)
export class ConfirmDeploymentHandler implements ICommandHandler<ConfirmDeployment> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input: { appId, deploymentId } }: ConfirmDeployment): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const { deadlineSeconds } = await lockApp(manager, appId);
      const isConfirmed = await confirmDeployment(manager, { deploymentId, deadlineSeconds });
      if (!isConfirmed)
        throw new UserError(
          'conflict',
          'That deployment does not wait for confirmation: it has not switched yet, is paused or confirmed, or keeps nothing.',
        );
      await this.nudges.send('wanted', manager);
      await this.nudges.send('routes', manager);
      await this.nudges.send('releases', manager);
    });
  }
}
