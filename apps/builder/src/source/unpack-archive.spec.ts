import { lstat, mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';
import { unpackArchive } from './unpack-archive.js';

type Member = Partial<Header> & { name: string; text?: string };

let tree: string;
beforeEach(async () => void (tree = await mkdtemp(join(tmpdir(), 'unpack-'))));
afterEach(() => rm(tree, { recursive: true, force: true }));

async function tarOf(...members: Member[]): Promise<Buffer> {
  const archive = pack();
  for (const { text, ...header } of members) archive.entry(header, text ?? '');
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function unpack(bytes: Buffer, mostMib = 10): Promise<void> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700);
  }
  await unpackArchive({ chunks: chunks(), tree, mostMib, signal: new AbortController().signal });
}

describe('unpackArchive', () => {
  it.each([['plain'], ['gzipped']])('lays out files, directories and inner links of a %s archive', async (form) => {
    const bytes = await tarOf(
      { name: './bin/run', text: '#!/bin/sh\n', mode: 0o4755 },
      { name: 'link', type: 'symlink', linkname: 'bin/run' },
      { name: 'empty/', type: 'directory' },
    );
    await unpack(form === 'plain' ? bytes : gzipSync(bytes));
    expect(await readFile(join(tree, 'bin/run'), 'utf8')).toBe('#!/bin/sh\n');
    expect((await lstat(join(tree, 'bin/run'))).mode & 0o7777).toBe(0o755);
    expect(await readlink(join(tree, 'link'))).toBe('bin/run');
    expect((await readdir(tree)).sort()).toEqual(['bin', 'empty', 'link']);
  });

  it.each<[string, Member[], string]>([
    ['a path out of it', [{ name: '../evil', text: 'x' }], 'leads out'],
    ['an absolute path', [{ name: '/etc/evil', text: 'x' }], 'leads out'],
    ['a link out of it', [{ name: 'a', type: 'symlink', linkname: '../../etc' }], 'leads out'],
    ['an absolute link', [{ name: 'a', type: 'symlink', linkname: '/etc/passwd' }], 'leads out'],
    ['a device', [{ name: 'sda', type: 'block-device', devmajor: 8, devminor: 0 }], 'block-device'],
    ['a pipe', [{ name: 'p', type: 'fifo' }], 'fifo'],
    ['a hard link', [{ name: 'h', type: 'link', linkname: 'x' }], 'only files'],
  ])('refuses %s', async (_, members, message) => {
    await expect(tarOf(...members).then((bytes) => unpack(bytes))).rejects.toThrow(message);
    expect(await readdir(tree)).toEqual([]);
  });

  it('writes nothing through a link, even when the chain of links looks inside', async () => {
    const chain: Member[] = [
      { name: 'd/up', type: 'symlink', linkname: '..' },
      { name: 'd/up/owned', text: 'x' },
    ];
    await expect(tarOf(...chain).then((bytes) => unpack(bytes))).rejects.toThrow('not a readable tar');
    expect(await readdir(tree)).toEqual(['d']);
  });

  it('ends at the size limit, also when the archive is small', async () => {
    const bytes = gzipSync(await tarOf({ name: 'zeros', text: '0'.repeat(2 * 1024 * 1024) }));
    await expect(unpack(bytes, 1)).rejects.toThrow('more than 1 MiB');
  });

  it.each([
    ['nothing', '', 'holds no files'],
    ['text', 'this is not a tar archive'.repeat(100), 'not a readable tar'],
  ])('refuses %s', async (_, text, message) => {
    await expect(unpack(Buffer.from(text))).rejects.toThrow(message);
  });

  it('refuses an archive that ends too early', async () => {
    const bytes = await tarOf({ name: 'a', text: 'x'.repeat(5000) });
    await expect(unpack(bytes.subarray(0, 2000))).rejects.toThrow('not a readable tar');
  });
});
