import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync, renameSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const CLONE_DIR = path.resolve(import.meta.dirname, '../..');

/**
 * Where one running platform keeps its things. Unix socket paths end at about 100 characters, so sockets live below
 * /run/jujube-<id>; everything that lasts (database, images, logs, secrets) lives in the state directory itself.
 */
export function openStateDir(directory = path.join(CLONE_DIR, '.jujube')) {
  const dir = path.resolve(directory);
  const id = createHash('sha256').update(dir).digest('hex').slice(0, 5);
  const state = {
    dir,
    id,
    runDir: path.join(process.getuid() === 0 ? '/run' : '/tmp', `jujube-${id}`),
    logDir: path.join(dir, 'log'),
    secretDir: path.join(dir, 'secrets'),
  };
  for (const each of [dir, state.logDir, state.secretDir]) mkdirSync(each, { recursive: true, mode: 0o700 });
  return state;
}

/** Writes a file so that a reader (or a kill in between) sees the old or the new content, never half of it. */
export function writeWhole(file, content, mode = 0o600) {
  const half = `${file}.${process.pid}.new`;
  rmSync(half, { force: true });
  writeFileSync(half, content, { mode });
  renameSync(half, file);
}

/** What `make` returned the first time, kept in a file that only its owner can read. */
export function keptSecret(file, make) {
  if (!existsSync(file)) writeWhole(file, make());
  return readFileSync(file, 'utf8').trim();
}
