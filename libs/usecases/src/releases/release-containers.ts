import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { releaseForContainers, type ContainerWish } from '@jujube/core/release/container-release.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger, type MadeRelease } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Releases images that were pushed for single process types, and takes process types away; supersedes a pending deployment. */
export class ReleaseContainers extends Command<MadeRelease> {
  constructor(readonly input: { appId: string; userId: string; wishes: readonly ContainerWish[] }) {
    super();
  }
}

@CommandHandler(ReleaseContainers)
export class ReleaseContainersHandler implements ICommandHandler<ReleaseContainers> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: ReleaseContainers): Promise<MadeRelease> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const latest = await this.ledger.latest(manager, app.id);
      const base = await this.ledger.base(manager, app.id);
      const next = releaseForContainers({ latest, base }, input.wishes);
      const made = await this.ledger.add(manager, app, { next, origin: { createdBy: input.userId } });
      await this.nudges.send('wanted', manager);
      return made;
    });
  }
}
