import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AppSettings } from '@jujube/core/manifest/app-settings.js';
import { changesBetween, type ManifestChange } from '@jujube/core/manifest/manifest-changes.js';
import type { Manifest } from '@jujube/core/manifest/manifest.js';
import { refuseAt } from '@jujube/core/manifest/place.js';
import { missingVars, varChanges } from '@jujube/core/manifest/missing-vars.js';
import { planManifest } from '@jujube/core/manifest/plan-manifest.js';
import { releaseForManifest } from '@jujube/core/release/manifest-release.js';
import type { NextRelease } from '@jujube/core/release/next-release.js';
import { refuseOtherStrategy } from '@jujube/core/update/refuse-other-strategy.js';
import { lockApp, type LockedApp } from '@jujube/database/apps/lock-app.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { pendingDeployment } from '@jujube/database/deployments/new-deployment.js';
import { knownHosts } from '@jujube/database/hosts/known-hosts.js';
import { readAppSettings, writeAppSettings, type StoredSettings } from '@jujube/database/manifests/app-settings.js';
import { newSecret } from '@jujube/database/manifests/new-secret.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface ManifestInput {
  readonly appId: string;
  readonly userId: string;
  readonly manifest: Manifest;
  /** say what would change, and change nothing */
  readonly isDryRun: boolean;
}

export interface AppliedManifest {
  readonly changes: readonly ManifestChange[];
  /** the one that other commands make, or would; null: there is none */
  readonly version: number | null;
}

/** Makes an app as a manifest says it, with at most one release: all of it or nothing. */
export class ApplyManifest extends Command<AppliedManifest> {
  constructor(readonly input: ManifestInput) {
    super();
  }
}

@CommandHandler(ApplyManifest)
export class ApplyManifestHandler implements ICommandHandler<ApplyManifest> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: ApplyManifest): Promise<AppliedManifest> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const base = await this.ledger.base(manager, app.id);
      if (base.image === null) refuseBeforeBuild(input.manifest, app);
      const before = await readAppSettings(manager, app, { ...commandsOf(input.manifest), ...base.processTypes });
      const after = planManifest({ before, hosts: await knownHosts(manager) }, input.manifest);
      const known = before.processes.filter(({ processType }) => base.processTypes[processType] !== undefined);
      const latest = await this.ledger.latest(manager, app.id);
      const config = missingVars(input.manifest.vars, latest.configVars, newSecret);
      const changes = [...changesBetween({ ...before, processes: known }, after), ...varChanges(config)];
      const next = releaseForManifest({ latest, base }, { commands: commandsOf(after), config });
      if (next === null) await refuseUnderWay(manager, app, { before, after });
      if (!input.isDryRun && changes.length > 0) await this.write(manager, app, { before, after, next, input });
      return { changes, version: next?.version ?? null };
    });
  }

  private async write(manager: EntityManager, app: LockedApp, { before, after, next, input }: Decided): Promise<void> {
    // first, because a deployment of nothing would have succeeded at once
    const changed = await writeAppSettings(manager, app, { before, after });
    if (next) await this.ledger.add(manager, changed, { next, origin: { createdBy: input.userId } });
    await this.nudges.send('wanted', manager);
  }
}

interface Decided {
  readonly before: StoredSettings;
  readonly after: AppSettings;
  readonly next: NextRelease | null;
  readonly input: ManifestInput;
}

interface Commanded {
  readonly processes: readonly { readonly processType: string; readonly command?: string }[];
}

function commandsOf({ processes }: Commanded): Record<string, string> {
  const commands = processes.map(({ processType, command }): [string, string | undefined] => [processType, command]);
  return Object.fromEntries(commands.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function refuseBeforeBuild({ processes: [first] }: Manifest, { name }: LockedApp): void {
  if (!first) return;
  refuseAt(
    first.place,
    `${name} has nothing that could run before its first build. Keep this file in its repository: the build applies it`,
  );
}

/** A release of its own supersedes what is under way; without one, that goes to its end as it began. */
async function refuseUnderWay(
  manager: EntityManager,
  app: LockedApp,
  { before, after }: Pick<Decided, 'before' | 'after'>,
): Promise<void> {
  const pending = await pendingDeployment(manager, app.id);
  before.processes.forEach((process, index) => refuseOtherStrategy(process, after.processes[index]!, pending));
}
