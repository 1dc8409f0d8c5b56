import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the platform started by this clone's `npm start` is; undefined when there is none. */
export function runningUrl(): string | undefined {
  // from dist/cli/jujube.js
  const clone = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  const stateDir = process.env.JUJUBE_STATE_DIR ?? join(clone, '.jujube');
  try {
    const running = JSON.parse(readFileSync(join(stateDir, 'running.json'), 'utf8')) as { apiUrl?: string };
    return running.apiUrl;
  } catch {
    // Not a clone, not running, or just being written: nothing to suggest.
    return undefined;
  }
}
