import { createReadStream } from 'node:fs';
import type { Dirent } from 'node:fs';
import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, pipeline as connect } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pack } from 'tar-stream';
import { CommandFailure } from '../language/command-failure.js';

/** Networks are slower than this, disks are not. */
const QUICK = 3;

/** The directory as a tar.gz, in a fixed order and without `.git`: files, directories and symbolic links as they are. */
export async function packDirectory(directory: string): Promise<Readable> {
  const found = await stat(directory).catch(() => null);
  if (!found?.isDirectory()) throw new CommandFailure(`--tar: there is no directory ${directory}.`);
  const { pack: startTar } = await import('tar-stream');
  const pack = startTar();
  addEntries(pack, directory, '').then(
    () => pack.finalize(),
    (error: Error) => pack.destroy(error),
  );
  return connect(Readable.from(pack), createGzip({ level: QUICK }), () => undefined);
}

async function addEntries(pack: Pack, directory: string, prefix: string): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name !== '.git')
      await addEntry(pack, entry, { from: join(directory, entry.name), to: prefix + entry.name });
  }
}

async function addEntry(pack: Pack, entry: Dirent, { from, to }: { from: string; to: string }): Promise<void> {
  const { mode, mtime, size } = await lstat(from);
  const header = { name: to, mode: mode & 0o777, mtime };
  if (entry.isSymbolicLink()) {
    pack.entry({ ...header, type: 'symlink', linkname: await readlink(from) });
  } else if (entry.isDirectory()) {
    pack.entry({ ...header, type: 'directory' });
    await addEntries(pack, from, `${to}/`);
  } else if (entry.isFile() && size === 0) {
    pack.entry(header, '');
  } else if (entry.isFile()) {
    // A file that grows while it is read would break the tar: what was there when it was measured is sent.
    await pipeline(createReadStream(from, { end: size - 1 }), pack.entry({ ...header, size }));
  }
}
