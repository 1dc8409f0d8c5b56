import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Header } from 'tar-stream';
import { packDirectory } from './pack-directory.js';

interface Unpacked {
  header: Header;
  content: string;
}

async function unpack(tar: Readable): Promise<Record<string, Unpacked>> {
  const entries: Record<string, Unpacked> = {};
  const extraction = extract();
  tar.pipe(createGunzip()).pipe(extraction);
  for await (const entry of extraction) {
    let content = '';
    for await (const chunk of entry) content += String(chunk);
    entries[entry.header.name] = { header: entry.header, content };
  }
  return entries;
}

describe('packDirectory', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pack-directory-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('packs files, empty files, directories and links, and leaves every .git out', async () => {
    await mkdir(join(directory, '.git'));
    await writeFile(join(directory, '.git', 'HEAD'), 'ref');
    await mkdir(join(directory, 'src', '.git'), { recursive: true });
    await writeFile(join(directory, 'src', 'app.js'), 'x'.repeat(300_000));
    await writeFile(join(directory, 'empty'), '');
    await writeFile(join(directory, 'run'), '#!/bin/sh');
    await chmod(join(directory, 'run'), 0o755);
    await symlink('src/app.js', join(directory, 'link'));
    const entries = await unpack(await packDirectory(directory));
    expect(Object.keys(entries).map((name) => name.replace(/\/$/, ''))).toEqual([
      'empty',
      'link',
      'run',
      'src',
      'src/app.js',
    ]);
    expect(entries['src/app.js']?.content).toHaveLength(300_000);
    expect(entries.run?.header.mode).toBe(0o755);
    expect(entries.link?.header).toMatchObject({ type: 'symlink', linkname: 'src/app.js' });
    expect(entries.empty?.content).toBe('');
  });

  it.each(['absent', 'file'])('refuses what is not a directory: %s', async (name) => {
    await writeFile(join(directory, 'file'), '');
    await expect(packDirectory(join(directory, name))).rejects.toThrow(`--tar: there is no directory ${directory}`);
  });
});
