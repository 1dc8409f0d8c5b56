import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BuildFailure } from '../run/build-failure.js';
import { readSourceFile } from '../source/read-source-file.js';

export interface NpmInstall {
  /** copied ahead of the rest, so that a change elsewhere does not install again */
  files: string[];
  argv: string[];
}

/** How to install what package.json asks for; null when it asks for nothing or the source brings its node_modules along. */
export async function npmInstallOf(tree: string): Promise<NpmInstall | null> {
  const text = await readSourceFile(tree, 'package.json');
  if (text === null || !hasDependencies(text) || (await isDirectory(join(tree, 'node_modules')))) return null;
  const hasLock = await isFile(join(tree, 'package-lock.json'));
  if (!hasLock) return { files: ['package.json'], argv: ['npm', 'install', '--omit=dev', '--no-audit', '--no-fund'] };
  const argv = ['npm', 'ci', '--omit=dev', '--no-audit', '--no-fund'];
  return { files: ['package.json', 'package-lock.json'], argv };
}

function hasDependencies(packageJson: string): boolean {
  try {
    const { dependencies } = JSON.parse(packageJson) as { dependencies?: object };
    return Object.keys(dependencies ?? {}).length > 0;
  } catch (cause) {
    throw new BuildFailure('no_stack', `package.json is not valid JSON: ${(cause as Error).message}`, { cause });
  }
}

const isDirectory = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
