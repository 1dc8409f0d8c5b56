import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { resumeDeployment } from '@jujube/database/deployments/pause.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** A paused deployment goes on, with the time it had left. */
export class ResumeDeployment extends Command<void> {
  constructor(readonly input: { appId: string; deploymentId: string }) {
    super();
  }
}

@CommandHandler(ResumeDeployment)
export class ResumeDeploymentHandler implements ICommandHandler<ResumeDeployment> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input: { appId, deploymentId } }: ResumeDeployment): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await lockApp(manager, appId);
      if (!(await resumeDeployment(manager, deploymentId)))
        throw new UserError('conflict', 'That deployment is not paused.');
      await this.nudges.send('wanted', manager);
      await this.nudges.send('releases', manager);
    });
  }
}
