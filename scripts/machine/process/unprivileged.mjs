import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findProgram } from '../packages.mjs';
import { runProgram } from './run-program.mjs';

const NOBODY = 65534;

/**
 * How to run a program that refuses to be root (PostgreSQL): as we are; in a user namespace where we look like nobody while
 * the kernel still sees root, so that data below a private directory works; or, without user namespaces, as nobody with a
 * copy of the program outside. Answers {argvPrefix, spawnOptions, programDir, own(directory)}.
 */
export async function unprivileged(programDir) {
  const plain = { argvPrefix: [], spawnOptions: {}, programDir, own: () => undefined };
  if (process.getuid() !== 0) return plain;
  const mapped = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  const canMap = await runProgram([...mapped, 'true'], { okCodes: [0, 1] }).then(
    (run) => run.code === 0,
    () => false,
  );
  if (canMap) return { ...plain, argvPrefix: [...mapped, '--'] };
  return {
    ...plain,
    spawnOptions: { uid: NOBODY, gid: NOBODY },
    programDir: copyOutside(programDir),
    own: giveToNobody,
  };
}

/** argv that ends the program when the process that started it is gone; must come after a user namespace is entered. */
export function boundToParent(signal = 'TERM') {
  return findProgram('setpriv') ? ['setpriv', '--pdeathsig', signal, '--'] : [];
}

function copyOutside(programDir) {
  const copy = path.join(os.tmpdir(), `jujube-programs-${path.basename(path.dirname(programDir))}`);
  if (!existsSync(copy)) {
    const half = mkdtempSync(`${copy}.half-`);
    cpSync(programDir, half, { recursive: true, verbatimSymlinks: true });
    chmodSync(half, 0o755);
    renameSync(half, copy);
  }
  return copy;
}

function giveToNobody(directory) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chownSync(directory, NOBODY, NOBODY);
}
