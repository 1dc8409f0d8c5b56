import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the platform started by this clone's `npm start` is; undefined when there is none. */
export function runningUrl(): string | undefined {
  const clone = process.env.JUJUBE_CLONE ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  try {
    const running = JSON.parse(readFileSync(join(clone, '.jujube', 'running.json'), 'utf8')) as { apiUrl?: string };
    return running.apiUrl;
  } catch {
    // Not a clone, not running, or just being written: nothing to suggest.
    return undefined;
  }
}
