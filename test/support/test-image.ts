import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { pack } from 'tar-stream';

const run = promisify(execFile);
// part of every Debian
const PROGRAMS = ['sh', 'cat', 'sleep', 'env', 'id', 'ls', 'head', 'mkdir', 'rm'];

export interface TestImage {
  ref: string;
  labels?: Record<string, string>;
  /** One more file, so that two images differ. */
  mark?: string;
}

/** A small image of programs of this machine, as a `docker save` archive: engines need no registry for it. */
export async function testImageTar({ ref, ...content }: TestImage): Promise<Buffer> {
  const { config, layer } = await testImageParts(content);
  const manifest = [{ Config: `${sha256(config)}.json`, RepoTags: [ref], Layers: ['layer.tar'] }];
  const archive = pack();
  archive.entry({ name: `${sha256(config)}.json` }, config);
  archive.entry({ name: 'layer.tar' }, layer);
  archive.entry({ name: 'manifest.json' }, Buffer.from(JSON.stringify(manifest)));
  archive.finalize();
  return buffer(archive);
}

/** The two parts of that image: its configuration and its one layer (a tar). */
export async function testImageParts({ labels = {}, mark = '' }: Omit<TestImage, 'ref'>) {
  const layer = await layerTar(mark);
  const config = {
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    created: '2026-01-01T00:00:00Z',
    config: { Env: ['PATH=/bin'], Cmd: ['sleep', '600'], Labels: labels },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
  };
  return { layer, config: Buffer.from(JSON.stringify(config)) };
}

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function layerTar(mark: string): Promise<Buffer> {
  const layer = pack();
  // the same content makes the same digest
  const mtime = new Date(0);
  for (const name of ['bin/', 'etc/', 'tmp/']) layer.entry({ name, mtime, type: 'directory', mode: 0o1777 });
  layer.entry({ name: 'etc/passwd', mtime }, 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n');
  layer.entry({ name: 'etc/mark', mtime }, mark);
  for (const [name, file] of await filesOf(PROGRAMS)) layer.entry({ name, mtime, mode: 0o755 }, await readFile(file));
  layer.finalize();
  return buffer(layer);
}

async function filesOf(programs: string[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const program of programs) {
    const file = await realpath(`/bin/${program}`);
    files.set(`bin/${program}`, file);
    const { stdout } = await run('ldd', [file]);
    for (const [, library = ''] of stdout.matchAll(/(\/\S+) \(0x/g))
      files.set(library.slice(1), await realpath(library));
  }
  return files;
}
