import { rename, writeFile } from 'node:fs/promises';

/** A reader sees the old content or the new, never half of it. */
export async function writeAtomically(path: string, content: string, mode = 0o600): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, content, { mode });
  await rename(temporary, path);
}
