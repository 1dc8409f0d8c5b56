import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { releaseForRollback } from '@jujube/core/release/next-release.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger, type MadeRelease } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Makes a new release of an earlier one's image, config vars and process types. */
export class RollbackRelease extends Command<MadeRelease> {
  constructor(readonly input: { appId: string; userId: string; /** id, `v2` or `2` */ target: string }) {
    super();
  }
}

@CommandHandler(RollbackRelease)
export class RollbackReleaseHandler implements ICommandHandler<RollbackRelease> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: RollbackRelease): Promise<MadeRelease> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const target = await this.ledger.find(manager, app.id, input.target);
      if (!target)
        throw new UserError('not_found', `${app.name} has no release ${input.target}.`, { resource: 'release' });
      const next = releaseForRollback(await this.ledger.latest(manager, app.id), target);
      const made = await this.ledger.add(manager, app, { next, origin: { createdBy: input.userId } });
      await this.nudges.send('wanted', manager);
      return made;
    });
  }
}
