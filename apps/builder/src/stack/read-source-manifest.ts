import type { Manifest } from '@jujube/core/manifest/manifest.js';
import { MANIFEST_FILES, readManifest } from '@jujube/usecases/manifest/read-manifest.js';
import { BuildFailure } from '../run/build-failure.js';
import { readSourceFile } from '../source/read-source-file.js';
import { asManifestFailure } from './manifest-failure.js';

/** The manifest of a source: its jujube.yml, else its app.json; null when it has neither. */
export async function readSourceManifest(tree: string): Promise<Manifest | null> {
  for (const file of MANIFEST_FILES) {
    const text = await readSourceFile(tree, file);
    if (text !== null) return read(text, file);
    if (file === 'jujube.yml') await refuseOtherName(tree);
  }
  return null;
}

/** Whoever wrote it would wait in vain for what it says. */
async function refuseOtherName(tree: string): Promise<void> {
  if ((await readSourceFile(tree, 'jujube.yaml')) === null) return;
  throw new BuildFailure('bad_manifest', 'jujube.yaml is not read: call it jujube.yml.');
}

function read(text: string, file: string): Manifest {
  try {
    return readManifest(text, file);
  } catch (error) {
    return asManifestFailure(error);
  }
}

/** The process types that a manifest gives a command. */
export function commandsOf(manifest: Manifest | null): Record<string, string> {
  const named = manifest?.processes.filter(({ command }) => command !== undefined) ?? [];
  return Object.fromEntries(named.map(({ processType, command }) => [processType, command!]));
}
