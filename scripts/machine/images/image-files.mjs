import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../process/run-program.mjs';

const LAYER = 'layer.tar.gz';
const PROGRAM_MS = 300_000;

/** Turns a file tree (tar) into an image of one layer: config.json, layer.tar.gz and manifest.json (what `docker load` reads). */
export async function writeImage(directory, { tree, reference, config }) {
  // done by programs: what passed through our own buffers would stay with the process that runs for months
  const [diffId] = await Promise.all([digestOf(tree), compress(tree, path.join(directory, LAYER))]);
  const image = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: new Date().toISOString(),
    config,
    rootfs: { type: 'layers', diff_ids: [diffId] },
    history: [{ created: new Date().toISOString(), created_by: 'debian packages' }],
  };
  writeFileSync(path.join(directory, 'config.json'), JSON.stringify(image));
  const manifest = [{ Config: 'config.json', RepoTags: [reference], Layers: [LAYER] }];
  writeFileSync(path.join(directory, 'manifest.json'), JSON.stringify(manifest));
  const digests = await Promise.all(
    ['config.json', LAYER].map(async (name) => [name, await digestOf(path.join(directory, name))]),
  );
  writeFileSync(path.join(directory, 'digests.json'), JSON.stringify(Object.fromEntries(digests)));
}

/** An image directory as the pieces a registry wants: {directory, reference, config, layers: [{file, digest, size}]}. */
export function readImage(directory) {
  const json = (name) => JSON.parse(readFileSync(path.join(directory, name), 'utf8'));
  const [{ Config, RepoTags, Layers }] = json('manifest.json');
  const digests = json('digests.json');
  const blob = (name) => {
    const file = path.join(directory, name);
    return { file, digest: digests[name], size: statSync(file).size };
  };
  return { directory, reference: RepoTags[0], config: blob(Config), layers: Layers.map(blob) };
}

/** The image as one file for `docker load`. */
export async function imageTar({ directory }) {
  const tar = path.join(directory, 'image.tar');
  if (!existsSync(tar)) {
    const half = `${tar}.${process.pid}`;
    await runProgram(['tar', '-C', directory, '-cf', half, 'manifest.json', 'config.json', LAYER]);
    renameSync(half, tar);
  }
  return tar;
}

async function compress(file, target) {
  await runProgram(['gzip', '-3', '--no-name', '--keep', '--force', file], { timeoutMs: PROGRAM_MS });
  renameSync(`${file}.gz`, target);
}

async function digestOf(file) {
  const { stdout } = await runProgram(['sha256sum', '--binary', file], { timeoutMs: PROGRAM_MS });
  // a name with special characters is told by a leading backslash
  return `sha256:${/[0-9a-f]{64}/.exec(stdout)[0]}`;
}
