import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { releaseForImage } from '@jujube/core/release/next-release.js';
import { pushedProcessTypes, type PushedImage } from '@jujube/core/release/pushed-process-types.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger, type MadeRelease } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface ImageReleaseInput {
  readonly appId: string;
  readonly userId: string;
  /** as people know it: the tag that was pushed */
  readonly tag: string;
  /** what the tag means now, resolved by the caller: `<registry>/<app>@sha256:…` */
  readonly image: string;
  /** what the image says of itself */
  readonly pushed: PushedImage;
  readonly description?: string;
  /** supersede a deployment that is under way */
  readonly force: boolean;
}

/** Releases an image that was pushed to our registry, by CI for instance. */
export class CreateReleaseFromImage extends Command<MadeRelease> {
  constructor(readonly input: ImageReleaseInput) {
    super();
  }
}

@CommandHandler(CreateReleaseFromImage)
export class CreateReleaseFromImageHandler implements ICommandHandler<CreateReleaseFromImage> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: CreateReleaseFromImage): Promise<MadeRelease> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      if (!input.force) await refuseWhileDeploying(manager, app.id);
      const { processTypes: current } = await this.ledger.base(manager, app.id);
      const processTypes = pushedProcessTypes(input.pushed, current);
      const description = input.description ?? `Deploy ${input.tag}`;
      const next = releaseForImage(await this.ledger.latest(manager, app.id), {
        image: input.image,
        processTypes,
        description,
      });
      const origin = { createdBy: input.userId, imageTag: input.tag };
      const made = await this.ledger.add(manager, app, { next, origin });
      await this.nudges.send('wanted', manager);
      return made;
    });
  }
}

async function refuseWhileDeploying(manager: EntityManager, appId: string): Promise<void> {
  const rows: { id: string; version: number }[] = await manager.query(
    `select d.id, r.version from deployments d join releases r on r.id = d.release_id
     where d.app_id = $1 and d.state = 'pending'`,
    [appId],
  );
  const active = rows[0];
  if (!active) return;
  throw new UserError(
    'conflict',
    `v${active.version} is being deployed (deployment ${active.id}). Wait until it ends, or supersede it with --force.`,
    { deployment: active.id, version: active.version },
  );
}
