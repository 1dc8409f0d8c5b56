import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Extract, type Header } from 'tar-stream';
import { BuildFailure } from '../run/build-failure.js';
import { MOST_FILES, sourceTooLarge } from './source-limits.js';

const MIB = 1024 * 1024;

type Entry = Extract extends AsyncIterable<infer Each> ? Each : never;

export interface Unpacking {
  chunks: AsyncIterable<Buffer>;
  /** empty directory that the files go to */
  tree: string;
  mostMib: number;
  signal: AbortSignal;
}

/**
 * Unpacks a tar, plain or gzipped. Only files, directories and links that stay inside are let in; links are made last, so
 * that no file can be written through one.
 */
export async function unpackArchive(unpacking: Unpacking): Promise<void> {
  const { tree, mostMib } = unpacking;
  const archive = extract();
  const failed = new AbortController();
  const signal = AbortSignal.any([unpacking.signal, failed.signal]);
  const unpacker = new Unpacker(tree, mostMib, signal);
  try {
    // the reading side does not hear of an archive that ends too early
    await Promise.all([feed(unpacking.chunks, archive, signal), takeAll(archive, unpacker)]);
    await unpacker.makeLinks();
  } catch (error) {
    failed.abort();
    archive.destroy();
    unpacking.signal.throwIfAborted();
    throw error instanceof BuildFailure ? error : refused('it is not a readable tar archive', error);
  }
}

async function feed(chunks: AsyncIterable<Buffer>, archive: Extract, signal: AbortSignal): Promise<void> {
  const { head, all } = await peek(chunks);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const stages = [Readable.from(all), ...(isGzip ? [createGunzip()] : []), archive as unknown as NodeJS.WritableStream];
  await pipeline(stages, { signal });
}

async function takeAll(archive: Extract, unpacker: Unpacker): Promise<void> {
  for await (const entry of archive) await unpacker.take(entry);
}

class Unpacker {
  private bytes = 0;
  private entries = 0;
  private readonly links = new Map<string, string>();

  constructor(
    private readonly tree: string,
    private readonly mostMib: number,
    private readonly signal: AbortSignal,
  ) {}

  async take(entry: Entry): Promise<void> {
    const { header } = entry;
    const path = insidePath(header.name);
    this.bytes += header.size ?? 0;
    if (this.bytes > this.mostMib * MIB) throw sourceTooLarge(`more than ${this.mostMib} MiB`);
    if (++this.entries > MOST_FILES) throw sourceTooLarge(`more than ${MOST_FILES} files`);
    if (header.type === 'file') await this.writeFile(path, entry);
    else if (header.type === 'directory') await mkdir(join(this.tree, path), { recursive: true });
    else if (header.type === 'symlink') this.links.set(path, insideTarget(path, header));
    else throw refused(`${header.name} is a ${header.type}; only files, directories and symbolic links can be built`);
    entry.resume();
  }

  async makeLinks(): Promise<void> {
    if (this.entries === 0) throw refused('it holds no files');
    for (const [path, target] of this.links) {
      await mkdir(dirname(join(this.tree, path)), { recursive: true });
      await symlink(target, join(this.tree, path));
    }
  }

  private async writeFile(path: string, entry: Entry): Promise<void> {
    const file = join(this.tree, path);
    await mkdir(dirname(file), { recursive: true });
    const mode = (entry.header.mode ?? 0) & 0o111 ? 0o755 : 0o644;
    await pipeline(entry, createWriteStream(file, { mode }), { signal: this.signal });
  }
}

function insidePath(name: string): string {
  const path = posix.normalize(name).replace(/\/+$/, '');
  if (name.startsWith('/') || path === '..' || path.startsWith('../') || name.includes('\0')) {
    throw refused(`${name} leads out of it`);
  }
  return path;
}

function insideTarget(path: string, { linkname }: Header): string {
  const target = linkname ?? '';
  const resolved = posix.normalize(posix.join(posix.dirname(path), target));
  if (target === '' || target.startsWith('/') || resolved === '..' || resolved.startsWith('../')) {
    throw refused(`the link ${path} leads out of it`);
  }
  return target;
}

function refused(why: string, cause?: unknown): BuildFailure {
  return new BuildFailure('source_refused', `The uploaded archive cannot be built: ${why}.`, { cause });
}

async function peek(chunks: AsyncIterable<Buffer>): Promise<{ head: Buffer; all: AsyncIterable<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head: Buffer = first.done ? Buffer.alloc(0) : first.value;
  async function* all() {
    yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { head, all: all() };
}
