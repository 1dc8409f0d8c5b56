import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { releaseWithoutProcess } from '@jujube/core/release/process-release.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { refuseWhileDeploying } from './refuse-while-deploying.js';

export interface RemoveProcessInput {
  readonly appId: string;
  readonly userId: string;
  readonly processType: string;
  /** supersede a deployment that is under way */
  readonly force: boolean;
}

/** Makes a release without one process type of several. Answers its deployment. */
export class RemoveProcess extends Command<string> {
  constructor(readonly input: RemoveProcessInput) {
    super();
  }
}

@CommandHandler(RemoveProcess)
export class RemoveProcessHandler implements ICommandHandler<RemoveProcess> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: RemoveProcess): Promise<string> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      if (!input.force) await refuseWhileDeploying(manager, app.id);
      const latest = await this.ledger.latest(manager, app.id);
      const base = await this.ledger.base(manager, app.id);
      const next = releaseWithoutProcess({ latest, base }, input.processType);
      const made = await this.ledger.add(manager, app, { next, origin: { createdBy: input.userId } });
      await this.nudges.send('wanted', manager);
      return made.deploymentId;
    });
  }
}
