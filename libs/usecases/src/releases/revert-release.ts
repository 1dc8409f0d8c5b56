import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { releaseForRevert } from '@jujube/core/release/next-release.js';
import { lockApp, type LockedApp } from '@jujube/database/apps/lock-app.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { takeWantedRevert, type WantedRevert } from '@jujube/database/deployments/wanted-reverts.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger, type MadeRelease } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** After a deployment that failed: the last good release again, as a new one. Answers null when there is nothing to go back to. */
export class RevertRelease extends Command<MadeRelease | null> {
  constructor(readonly input: { appId: string; deploymentId: string }) {
    super();
  }
}

@CommandHandler(RevertRelease)
export class RevertReleaseHandler implements ICommandHandler<RevertRelease> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: RevertRelease): Promise<MadeRelease | null> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const revert = await takeWantedRevert(manager, input.deploymentId);
      return revert ? this.revert(manager, app, revert) : null;
    });
  }

  /** Whoever made a newer release meanwhile has decided already. */
  private async revert(manager: EntityManager, app: LockedApp, revert: WantedRevert): Promise<MadeRelease | null> {
    const failed = await this.ledger.latest(manager, app.id);
    const target = await this.ledger.lastGood(manager, app.id);
    if (failed.id !== revert.releaseId || !target) return null;
    const next = releaseForRevert(failed, target, revert.reason ?? 'it was not released');
    const origin = { createdBy: revert.createdBy, isRevert: true };
    const made = await this.ledger.add(manager, app, { next, origin });
    await this.nudges.send('wanted', manager);
    return made;
  }
}
