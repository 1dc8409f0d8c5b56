import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { parseConfigPatch } from '@jujube/core/release/config-vars.js';
import { releaseForConfig } from '@jujube/core/release/next-release.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger, type MadeRelease } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Sets and unsets config vars by a new release. Answers null when they are like that already. */
export class SetConfig extends Command<MadeRelease | null> {
  constructor(readonly input: { appId: string; userId: string; /** names and values; null unsets */ patch: unknown }) {
    super();
  }
}

@CommandHandler(SetConfig)
export class SetConfigHandler implements ICommandHandler<SetConfig> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: SetConfig): Promise<MadeRelease | null> {
    const patch = parseConfigPatch(input.patch);
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const latest = await this.ledger.latest(manager, app.id);
      const base = await this.ledger.base(manager, app.id);
      const next = releaseForConfig({ latest, base }, patch);
      if (next === null) return null;
      const made = await this.ledger.add(manager, app, { next, origin: { createdBy: input.userId } });
      await this.nudges.send('wanted', manager);
      return made;
    });
  }
}
