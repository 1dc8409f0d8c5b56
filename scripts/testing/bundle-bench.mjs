import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CLONE_DIR } from '../machine/state-dir.mjs';

const SWC = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
};

/** Makes a benchmark in TypeScript, with what it imports of ours, one program that Node runs; npm packages stay outside. */
export async function bundleBench(file, directory) {
  const { build } = await import('esbuild');
  const outfile = path.join(directory, `${path.basename(file, '.ts')}.mjs`);
  mkdirSync(directory, { recursive: true });
  const modules = path.join(directory, 'node_modules');
  if (!existsSync(modules)) symlinkSync(path.join(CLONE_DIR, 'node_modules'), modules);
  const how = {
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    keepNames: true,
  };
  const tsconfig = path.join(CLONE_DIR, 'tsconfig.json');
  await build({ entryPoints: [file], outfile, tsconfig, plugins: [await withDecorators()], ...how });
  return outfile;
}

// entities and Nest modules need the types that decorators see, which esbuild leaves out
async function withDecorators() {
  const { transformFile } = await import('@swc/core');
  const load = async ({ path: file }) => {
    const { code } = await transformFile(file, SWC);
    return { contents: inPlace(code, file), loader: 'js' };
  };
  const setup = (build) => build.onLoad({ filter: /\.ts$/ }, load);
  return { name: 'decorators', setup };
}

// a file in the bundle still finds what lies beside it
function inPlace(code, file) {
  const literals = { dirname: path.dirname(file), filename: file, url: pathToFileURL(file).href };
  return code.replace(/\bimport\.meta\.(dirname|filename|url)\b/g, (_, name) => JSON.stringify(literals[name]));
}
