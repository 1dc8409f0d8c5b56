import { Injectable } from '@nestjs/common';
import { changesBetween, type ManifestChange } from '@jujube/core/manifest/manifest-changes.js';
import { varChanges } from '@jujube/core/manifest/missing-vars.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { CURRENT_FORMATION } from '@jujube/database/formations/current-formation.js';
import { planForBuild, type BuiltManifest } from '@jujube/database/manifests/plan-for-build.js';
import { ReleaseLedger } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { writeYaml } from './write-yaml.js';

/** Reads what an app is like in the words of a manifest. */
@Injectable()
export class ManifestQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
  ) {}

  /** The manifest that would change nothing, as YAML. */
  async export({ id, name, deadlineSeconds }: { id: string; name: string; deadlineSeconds: number }): Promise<string> {
    const processes = await this.dataSource.query(CURRENT_FORMATION, [id]);
    return writeYaml({ name, deadlineSeconds, processes });
  }

  /** What will change with the release of a build, as things are now. @throws UserError for what could not be applied */
  async changesOfBuild(appId: string, built: Omit<BuiltManifest, 'app'>): Promise<ManifestChange[]> {
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, appId);
      const { before, after, addedVars } = await planForBuild(manager, this.ledger, { ...built, app });
      const known = before.processes.filter(({ processType }) => !before.added.includes(processType));
      return [...changesBetween({ ...before, processes: known }, after), ...varChanges(addedVars)];
    });
  }
}
