import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Archives that forges offer hold one directory with everything in it: then that directory, else `tree` itself. */
export async function onlyDirectory(tree: string): Promise<string> {
  const [only, ...more] = await readdir(tree, { withFileTypes: true });
  return only?.isDirectory() && more.length === 0 ? join(tree, only.name) : tree;
}
