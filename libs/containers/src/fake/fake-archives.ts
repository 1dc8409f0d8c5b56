import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract, pack } from 'tar-stream';

type Files = Map<string, Buffer>;

/** Files of a tar below `directory`, as putting the archive there would leave them. */
export async function unpackInto(files: Files, directory: string, tar: Readable): Promise<void> {
  const entries = extract();
  tar.on('error', (error) => entries.destroy(error)).pipe(entries);
  for await (const entry of entries) {
    const content = await buffer(entry);
    if (entry.header.type === 'file') files.set(path.posix.join(directory, entry.header.name), content);
  }
}

/** A tar of one file or of all files below a directory, named as Docker names them; null when there are none. */
export function packFrom(files: Files, wanted: string): Readable | null {
  const found = [...files].filter(([name]) => name === wanted || name.startsWith(`${wanted}/`));
  if (found.length === 0) return null;
  const tar = pack();
  for (const [name, content] of found)
    tar.entry({ name: path.posix.relative(path.posix.dirname(wanted), name) }, content);
  tar.finalize();
  return tar as unknown as Readable;
}
