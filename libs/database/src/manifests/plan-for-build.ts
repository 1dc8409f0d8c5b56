import type { EntityManager } from 'typeorm';
import type { AppSettings } from '@jujube/core/manifest/app-settings.js';
import type { Manifest } from '@jujube/core/manifest/manifest.js';
import { planManifest } from '@jujube/core/manifest/plan-manifest.js';
import type { LockedApp } from '../apps/lock-app.js';
import { knownHosts } from '../hosts/known-hosts.js';
import { readAppSettings, type StoredSettings } from './app-settings.js';

export interface BuiltManifest {
  readonly manifest: Manifest;
  /** of the release that the build makes */
  readonly processTypes: Readonly<Record<string, string>>;
}

/**
 * What the manifest of a source makes of its app. Its quantities are for process types that are new: people scale the others.
 * Throws `invalid_params` that begins with file and line.
 */
export async function planForBuild(
  manager: EntityManager,
  app: LockedApp,
  { manifest, processTypes }: BuiltManifest,
): Promise<{ before: StoredSettings; after: AppSettings }> {
  const before = await readAppSettings(manager, app, processTypes);
  const isScaledByHand = (processType: string) => !before.added.includes(processType);
  const hosts = await knownHosts(manager);
  return { before, after: planManifest({ before, hosts, isScaledByHand }, manifest) };
}
