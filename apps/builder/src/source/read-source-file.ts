import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

const MOST_BYTES = 256 * 1024;

/** Text of a small file of the source; null when there is none. A link that leads out of the source counts as none. */
export async function readSourceFile(tree: string, name: string): Promise<string | null> {
  const [root, path] = await Promise.all([realpath(tree), realpath(join(tree, name)).catch(() => null)]);
  if (path === null || !path.startsWith(root + sep)) return null;
  const found = await stat(path);
  return found.isFile() && found.size <= MOST_BYTES ? readFile(path, 'utf8') : null;
}
