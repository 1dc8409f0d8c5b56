import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { releaseForImage } from '@jujube/core/release/next-release.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger, type MadeRelease } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface PromotedTo {
  /** of the target in the promotion */
  readonly targetId: string;
  readonly appId: string;
  readonly userId: string;
  /** in the target's own repository, as are those of process types */
  readonly image: string;
  readonly typeImages: Readonly<Record<string, string>>;
  readonly processTypes: Readonly<Record<string, string>>;
  /** `shop-staging v12` */
  readonly from: string;
}

/** Makes what another app runs the next release of a target, with the target's own config vars. */
export class PromoteTo extends Command<MadeRelease> {
  constructor(readonly input: PromotedTo) {
    super();
  }
}

@CommandHandler(PromoteTo)
export class PromoteToHandler implements ICommandHandler<PromoteTo> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: PromoteTo): Promise<MadeRelease> {
    const { targetId, appId, userId, from, ...images } = input;
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, appId);
      const latest = await this.ledger.latest(manager, app.id);
      const next = releaseForImage(latest, { ...images, description: `Promote ${from}` });
      const made = await this.ledger.add(manager, app, { next, origin: { createdBy: userId } });
      await manager.query('update pipeline_promotion_targets set release_id = $2 where id = $1', [targetId, made.id]);
      await this.nudges.send('wanted', manager);
      return made;
    });
  }
}
