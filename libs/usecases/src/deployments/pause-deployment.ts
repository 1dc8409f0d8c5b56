import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { pauseDeployment } from '@jujube/database/deployments/pause.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** A deployment starts and stops nothing for itself, and its deadline stands still, until it is resumed. */
export class PauseDeployment extends Command<void> {
  constructor(readonly input: { appId: string; deploymentId: string }) {
    super();
  }
}

@CommandHandler(PauseDeployment)
export class PauseDeploymentHandler implements ICommandHandler<PauseDeployment> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input: { appId, deploymentId } }: PauseDeployment): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await lockApp(manager, appId);
      if (!(await pauseDeployment(manager, deploymentId)))
        throw new UserError('conflict', 'That deployment is not under way: it has ended, or is paused already.');
      await this.nudges.send('wanted', manager);
      await this.nudges.send('releases', manager);
    });
  }
}
