import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { runProgram } from '../process/run-program.mjs';

const LAYER = 'layer.tar.gz';

/** Turns a file tree (tar) into an image of one layer: config.json, layer.tar.gz and manifest.json (what `docker load` reads). */
export async function writeImage(directory, { tree, reference, config }) {
  const diffId = createHash('sha256');
  await pipeline(
    createReadStream(tree),
    hashing(diffId),
    createGzip({ level: 3 }),
    createWriteStream(path.join(directory, LAYER)),
  );
  const image = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: new Date().toISOString(),
    config,
    rootfs: { type: 'layers', diff_ids: [`sha256:${diffId.digest('hex')}`] },
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

async function digestOf(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}

function hashing(hash) {
  return async function* (source) {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  };
}
