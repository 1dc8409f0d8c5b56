import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from '../packages.mjs';
import { runProgram } from './run-program.mjs';

const NOBODY = 65534;
const OUTSIDE = '/var/lib/jujube';

/**
 * How to run a program that refuses to be root (PostgreSQL). Answers {argvPrefix, spawnOptions, programDir, dataDir(state),
 * own(directory)}: as we are; in a user namespace where we look like nobody while the kernel still sees root, so that data
 * below a private directory works; or, where user namespaces are refused (a chroot, most containers), as nobody, with program
 * and data outside of private directories.
 */
export async function unprivileged(programDir, { version, userNamespaces = true }) {
  const plain = { argvPrefix: [], spawnOptions: {}, programDir, dataDir: ({ dir }) => dir, own: () => undefined };
  if (process.getuid() !== 0) return plain;
  const mapped = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (userNamespaces && (await isAllowed([...mapped, 'true']))) return { ...plain, argvPrefix: [...mapped, '--'] };
  const spawnOptions = { uid: NOBODY, gid: NOBODY };
  return {
    ...plain,
    spawnOptions,
    programDir: copyOutside(programDir, version),
    dataDir: dataOutside,
    own: giveToNobody,
  };
}

/** Where data of a state directory lies when it had to go outside. */
export function dataOutside({ id }) {
  const directory = path.join(OUTSIDE, id);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  return directory;
}

/** argv that ends the program when the process that started it is gone; must come after a user namespace is entered. */
export function boundToParent(signal = 'TERM') {
  return findProgram('setpriv') ? ['setpriv', '--pdeathsig', signal, '--'] : [];
}

function isAllowed(argv) {
  return runProgram(argv).then(
    () => true,
    () => false,
  );
}

function copyOutside(programDir, version) {
  const copy = path.join(OUTSIDE, `postgres-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(OUTSIDE, { recursive: true, mode: 0o755 });
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
