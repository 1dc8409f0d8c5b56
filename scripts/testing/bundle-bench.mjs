import { symlinkSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { CLONE_DIR } from '../machine/state-dir.mjs';

/** Makes a benchmark in TypeScript, with what it imports of ours, one program that Node runs; npm packages stay outside. */
export async function bundleBench(file, directory) {
  const { build } = await import('esbuild');
  const outfile = path.join(directory, `${path.basename(file, '.ts')}.mjs`);
  mkdirSync(directory, { recursive: true });
  const modules = path.join(directory, 'node_modules');
  if (!existsSync(modules)) symlinkSync(path.join(CLONE_DIR, 'node_modules'), modules);
  const paths = { bundle: true, packages: 'external', tsconfig: path.join(CLONE_DIR, 'tsconfig.json') };
  await build({ entryPoints: [file], outfile, platform: 'node', target: 'node20', format: 'esm', ...paths });
  return outfile;
}
