import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Manifest } from '@jujube/core/manifest/manifest.js';
import { mergeConfigVars, type ConfigVars } from '@jujube/core/release/config-vars.js';
import { releaseForImage } from '@jujube/core/release/next-release.js';
import { lockApp, type LockedApp } from '@jujube/database/apps/lock-app.js';
import { BuildsRepository } from '@jujube/database/builds/builds.repository.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import type { Lease } from '@jujube/database/leases/lease.js';
import { writeAppSettings } from '@jujube/database/manifests/app-settings.js';
import { planForBuild } from '@jujube/database/manifests/plan-for-build.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger, type MadeRelease } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface BuildReleaseInput {
  /** of the worker that built it: a worker that lost its lease releases nothing */
  readonly lease: Lease;
  /** `<registry>/<app>@sha256:…` */
  readonly image: string;
  readonly processTypes: Readonly<Record<string, string>>;
  /** short commit or the name of what was built, for the release's description */
  readonly sourceVersion: string | null;
  /** of the source: it holds from this release on */
  readonly manifest?: Manifest;
}

/** Ends a build well: its image becomes the app's next release, in one transaction. */
export class CreateReleaseFromBuild extends Command<MadeRelease> {
  constructor(readonly input: BuildReleaseInput) {
    super();
  }
}

@CommandHandler(CreateReleaseFromBuild)
export class CreateReleaseFromBuildHandler implements ICommandHandler<CreateReleaseFromBuild> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly builds: BuildsRepository,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  /** @throws LostLease, or UserError for what the manifest asks in vain, with nothing written */
  async execute({ input }: CreateReleaseFromBuild): Promise<MadeRelease> {
    const { lease, image, processTypes, sourceVersion } = input;
    return inTransaction(this.dataSource, async (manager) => {
      const build = await manager.query(
        'select app_id as "appId", created_by as "createdBy" from builds where id = $1',
        [lease.rowId],
      );
      const locked = await lockApp(manager, build[0]?.appId ?? lease.rowId);
      // first, because the deployment of the release goes by it
      const { app, addedVars } = await this.applyManifest(manager, locked, input);
      const description = `Deploy ${sourceVersion ?? `build ${lease.rowId.slice(0, 8)}`}`;
      const latest = await this.ledger.latest(manager, app.id);
      const ground = { ...latest, configVars: mergeConfigVars(latest.configVars, addedVars) };
      const next = releaseForImage(ground, { image, processTypes, description });
      const origin = { createdBy: build[0].createdBy, buildId: lease.rowId };
      const made = await this.ledger.add(manager, app, { next, origin });
      await this.builds.finish(
        lease,
        { state: 'succeeded', phase: 'released', image, processTypes, releaseId: made.id },
        manager,
      );
      await manager.query(LAST_WORDS, [lease.rowId, `       Released v${made.version}\n`]);
      await manager.query(`update tasks set state = 'finished', updated_at = now() where build_id = $1`, [lease.rowId]);
      await this.nudges.send('wanted', manager);
      return made;
    });
  }

  private async applyManifest(
    manager: EntityManager,
    app: LockedApp,
    { manifest, processTypes }: BuildReleaseInput,
  ): Promise<{ app: LockedApp; addedVars: ConfigVars }> {
    if (manifest === undefined) return { app, addedVars: {} };
    const plan = await planForBuild(manager, this.ledger, { app, manifest, processTypes });
    return { app: await writeAppSettings(manager, app, plan), addedVars: plan.addedVars };
  }
}

// with the end of the build: whoever follows the output reads no further than that
const LAST_WORDS = 'insert into build_output (build_id, text) values ($1, $2)';
