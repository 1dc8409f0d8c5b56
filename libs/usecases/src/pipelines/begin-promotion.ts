import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { ReleaseLedger, type KnownRelease } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface PromotionWish {
  readonly pipelineId: string;
  readonly source: { readonly id: string; readonly name: string };
  /** id or version; null: the release that serves */
  readonly releaseKey: string | null;
  readonly targetIds: readonly string[];
  readonly userId: string;
}

/** A promotion that was written down: its image is still to be brought to the targets. */
export interface BegunPromotion {
  readonly id: string;
  readonly release: KnownRelease & { readonly image: string };
  readonly targets: readonly { readonly id: string; readonly appId: string }[];
}

/** Notes what is to be promoted from where to where. Throws UserError when it cannot be. */
export class BeginPromotion extends Command<BegunPromotion> {
  constructor(readonly input: PromotionWish) {
    super();
  }
}

@CommandHandler(BeginPromotion)
export class BeginPromotionHandler implements ICommandHandler<BeginPromotion> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
  ) {}

  async execute({ input }: BeginPromotion): Promise<BegunPromotion> {
    const { pipelineId, source, targetIds, userId } = input;
    return inTransaction(this.dataSource, async (manager) => {
      await refuseStrangers(manager, input);
      const release = await this.source(manager, input);
      const [{ id }]: [{ id: string }] = await manager.query(
        `insert into pipeline_promotions (pipeline_id, source_app_id, source_release_id, created_by)
         values ($1, $2, $3, $4) returning id`,
        [pipelineId, source.id, release.id, userId],
      );
      const targets: { id: string; appId: string }[] = await manager.query(
        `insert into pipeline_promotion_targets (promotion_id, app_id) select $1, unnest($2::uuid[])
         returning id, app_id as "appId"`,
        [id, targetIds],
      );
      return { id, release, targets };
    });
  }

  private async source(
    manager: EntityManager,
    { source, releaseKey }: PromotionWish,
  ): Promise<KnownRelease & { image: string }> {
    const found =
      releaseKey === null
        ? await this.ledger.lastGood(manager, source.id)
        : await this.ledger.find(manager, source.id, releaseKey);
    if (releaseKey !== null && !found) {
      throw new UserError('not_found', `${source.name} has no release ${releaseKey.slice(0, 60)}.`, {
        resource: 'release',
      });
    }
    const image = found?.image;
    if (found && image && found.deploymentState === 'succeeded') return { ...found, image };
    throw new UserError('invalid_params', `${source.name} has no release that runs and could be promoted.`);
  }
}

/** Source and targets are all in the pipeline, and nothing is promoted to where it comes from. */
async function refuseStrangers(
  manager: EntityManager,
  { pipelineId, source, targetIds }: PromotionWish,
): Promise<void> {
  const wanted = [source.id, ...targetIds];
  if (new Set(wanted).size < wanted.length) {
    throw new UserError('invalid_params', 'Name each target once, and not the app that is promoted.');
  }
  const rows: { appId: string }[] = await manager.query(
    'select app_id as "appId" from pipeline_couplings where pipeline_id = $1 and app_id = any($2)',
    [pipelineId, wanted],
  );
  if (rows.length === wanted.length) return;
  throw new UserError('invalid_params', 'The app that is promoted and all targets must be in the same pipeline.');
}
