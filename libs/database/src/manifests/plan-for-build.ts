import type { EntityManager } from 'typeorm';
import type { AppSettings } from '@jujube/core/manifest/app-settings.js';
import type { Manifest } from '@jujube/core/manifest/manifest.js';
import { missingVars } from '@jujube/core/manifest/missing-vars.js';
import { planManifest } from '@jujube/core/manifest/plan-manifest.js';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import type { LockedApp } from '../apps/lock-app.js';
import { knownHosts } from '../hosts/known-hosts.js';
import type { ReleaseLedger } from '../releases/release-ledger.js';
import { readAppSettings, type StoredSettings } from './app-settings.js';
import { newSecret } from './new-secret.js';

export interface BuiltManifest {
  readonly app: LockedApp;
  readonly manifest: Manifest;
  /** of the release that the build makes */
  readonly processTypes: Readonly<Record<string, string>>;
}

export interface BuildPlan {
  readonly before: StoredSettings;
  readonly after: AppSettings;
  /** config vars that come with the app's first image */
  readonly addedVars: ConfigVars;
}

/**
 * What the manifest of a source makes of its app. Its quantities are for process types that are new, and its config vars for apps
 * that are: people change them from then on. Throws `invalid_params` that begins with file and line.
 */
export async function planForBuild(
  manager: EntityManager,
  ledger: ReleaseLedger,
  { app, manifest, processTypes }: BuiltManifest,
): Promise<BuildPlan> {
  const before = await readAppSettings(manager, app, processTypes);
  const isScaledByHand = (processType: string) => !before.added.includes(processType);
  const hosts = await knownHosts(manager);
  const after = planManifest({ before, hosts, isScaledByHand }, manifest);
  const isFirst = (await ledger.base(manager, app.id)).image === null;
  const { configVars } = await ledger.latest(manager, app.id);
  return { before, after, addedVars: isFirst ? missingVars(manifest.vars, configVars, newSecret) : {} };
}
