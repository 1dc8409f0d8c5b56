import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installedNode } from './installed-node.mjs';
import { readImage, writeImage } from './image-files.mjs';
import { recipeHash, RECIPES } from './recipes.mjs';
import { packageSources } from './package-sources.mjs';
import { runProgram } from '../process/run-program.mjs';
import { StepError } from '../step-error.mjs';

const WITHOUT = ['man', 'locale', 'doc', 'info', 'lintian'].map(
  (name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`,
);
const COPYRIGHT = '--dpkgopt=path-include=/usr/share/doc/*/copyright';

/**
 * An image made from Debian packages with mmdebstrap, kept in a cache by the hash of its recipe. Answers what readImage()
 * answers. It is made beside its place and renamed, so a killed run leaves nothing that looks finished.
 */
export async function debianImage(name, options = {}) {
  const recipe = RECIPES[name];
  const tag = recipeHash(recipe);
  const directory = path.join(imageCacheDir(), `${name}-${tag}`);
  if (!existsSync(directory)) await make(recipe, { directory, reference: `jujube/${name}:${tag}`, ...options });
  return readImage(directory);
}

/** Shared by all clones of this machine: the images hold nothing but Debian packages. */
export function imageCacheDir() {
  const parent = process.getuid() === 0 ? '/var/cache' : path.join(process.env.HOME ?? '/tmp', '.cache');
  const directory = path.join(parent, 'jujube', 'images');
  mkdirSync(directory, { recursive: true });
  return directory;
}

async function make(recipe, { directory, reference, logFile, logStream, signal }) {
  const half = `${directory}.half-${process.pid}`;
  clearOlderHalves(directory);
  mkdirSync(half);
  try {
    const tree = path.join(half, 'tree.tar');
    await debstrap(recipe, { tree, half, logStream, signal });
    await writeImage(half, { tree, reference, config: recipe.config });
    for (const name of ['tree.tar', 'overlay', 'early'])
      rmSync(path.join(half, name), { recursive: true, force: true });
    // another clone may have been quicker: its image is as good as ours
    if (!existsSync(directory)) renameSync(half, directory);
  } catch (cause) {
    const todo = 'It needs a Debian mirror (apt-get update must work) and 1 GB below /var/cache and /tmp.';
    throw new StepError(`the image ${reference} could not be made from Debian packages: ${cause.message}`, {
      cause,
      log: logFile,
      todo,
    });
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

async function debstrap(recipe, { tree, half, logStream, signal }) {
  const sources = packageSources(recipe.suite);
  const argv = ['mmdebstrap', '--variant=minbase', `--include=${recipe.packages.join(',')}`, ...WITHOUT, COPYRIGHT];
  argv.push('--aptopt=Acquire::Languages "none"', '--aptopt=Acquire::Retries "3"', ...(await proxyOptions()));
  if (recipe.early) argv.push(`--essential-hook=sync-in ${treeOf(path.join(half, 'early'), recipe.early)} /`);
  if (recipe.node) argv.push(`--customize-hook=sync-in ${installedNode(path.join(half, 'overlay'))} /`);
  await runProgram([...argv, recipe.suite, tree, ...sources], {
    timeoutMs: 600_000,
    logStream,
    signal,
    env: { ...process.env, TMPDIR: half },
  });
}

function treeOf(directory, files) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.join(directory, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(directory, name), content);
  }
  return directory;
}

// mmdebstrap does not read the machine's apt.conf, where a proxy may be named
async function proxyOptions() {
  const { stdout } = await runProgram(['apt-config', 'dump', '--format', '%f "%v"%n', 'Acquire']);
  return stdout
    .split('\n')
    .filter((line) => /^Acquire::https?::Proxy "."*/i.test(line))
    .map((line) => `--aptopt=${line}`);
}

function clearOlderHalves(directory) {
  const isHalf = (name) => name.startsWith(`${path.basename(directory)}.half-`);
  for (const name of readdirSync(path.dirname(directory)).filter(isHalf)) {
    const pid = Number(name.split('-').at(-1));
    if (!existsSync(`/proc/${pid}`)) rmSync(path.join(path.dirname(directory), name), { recursive: true, force: true });
  }
}
