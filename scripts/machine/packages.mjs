import { existsSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from './process/run-program.mjs';
import { StepError } from './step-error.mjs';
import { withoutServiceStarts } from './service-policy.mjs';

/** Debian package → a program that shows that it is there. */
export const PACKAGES = {
  'ca-certificates': 'update-ca-certificates',
  'docker.io': 'dockerd',
  'docker-registry': 'docker-registry',
  git: 'git',
  haproxy: 'haproxy',
  iproute2: 'ip',
  mmdebstrap: 'mmdebstrap',
  openssl: 'openssl',
  'redis-server': 'redis-server',
  'docker-compose': 'docker-compose',
  'openssh-server': 'sshd',
  slirp4netns: 'slirp4netns',
};

const APT_ENV = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
const LOCK_WAIT_S = 180;

/** Installs what is missing of the named packages; without root or apt it says exactly what to install. Answers what it installed. */
export async function installPackages(names, { logStream, signal } = {}) {
  const missing = names.filter((name) => !findProgram(PACKAGES[name]));
  if (missing.length === 0) return [];
  refuseWithoutRights(missing);
  const apt = (...args) => ['apt-get', '-o', `DPkg::Lock::Timeout=${LOCK_WAIT_S}`, '-q', ...args];
  const options = { timeoutMs: 600_000, env: APT_ENV, logStream, signal };
  await withoutServiceStarts(async () => {
    try {
      await runProgram(apt('install', '-y', '--no-install-recommends', ...missing), options);
    } catch {
      // the package lists may be missing or too old: fetch them and let the second try speak
      await runProgram(apt('update'), options);
      await runProgram(apt('install', '-y', '--no-install-recommends', ...missing), options);
    }
  });
  const still = missing.filter((name) => !findProgram(PACKAGES[name]));
  if (still.length > 0)
    throw new StepError(
      `apt-get installed ${still.join(', ')}, but ${still.map((name) => PACKAGES[name]).join(', ')} is not on the PATH`,
    );
  return missing;
}

/** The full path of a program; the sbin directories count even when a user's PATH lacks them. */
export function findProgram(name) {
  const directories = [...(process.env.PATH ?? '').split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  const found = directories.find((directory) => directory && existsSync(path.join(directory, name)));
  return found && path.join(found, name);
}

function refuseWithoutRights(missing) {
  const list = missing.join(' ');
  if (!findProgram('apt-get')) {
    throw new StepError(
      `missing programs: ${missing.map((name) => PACKAGES[name]).join(', ')}; this machine has no apt-get to install them`,
      {
        todo: `Install the equivalents of these Debian packages and start again: ${list}`,
      },
    );
  }
  if (process.getuid() !== 0) {
    throw new StepError(`missing Debian packages: ${list}; installing them needs root`, {
      todo: `Run as root: apt-get update && apt-get install -y ${list}`,
    });
  }
}
