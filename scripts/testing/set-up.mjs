import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { allOrNone } from '../machine/all-or-none.mjs';
import { compile } from '../machine/build/compile.mjs';
import { npmInstall } from '../machine/build/npm-install.mjs';
import { openDockerHosts } from '../machine/engines/docker-hosts.mjs';
import { debianImages } from '../machine/platform/prepare.mjs';
import { endLeftovers } from '../machine/platform/leftovers.mjs';
import { installPackages, PACKAGES } from '../machine/packages.mjs';
import { openLogFile } from '../machine/process/log-file.mjs';
import { endProcesses, nameOf, processesUsing } from '../machine/process/processes.mjs';
import { CLONE_DIR, openStateDir } from '../machine/state-dir.mjs';

export const TEST_DIR = path.join(CLONE_DIR, '.jujube', 'test');

/** Installs what the parts need: npm packages always; Debian packages, images and the build for tests on real services. */
export async function setUpTests({ steps, signal: outer, needsMachine }) {
  const state = openStateDir(TEST_DIR);
  const logFile = path.join(state.logDir, 'set-up.log');
  const work = (signal) => ({ signal, logFile, logStream: openLogFile(logFile) });
  await allOrNone(outer, (signal) => {
    const modules = steps.run('npm packages', () => npmInstall(work(signal)));
    if (!needsMachine) return [modules];
    const packages = steps.run('Debian packages', () => installPackages(Object.keys(PACKAGES), work(signal)));
    return [
      modules.then(() => steps.run('Build', () => compile(work(signal)))),
      packages.then(() => steps.run('Base and builder image', () => debianImages(work(signal)))),
    ];
  });
}

/** What an earlier run left (it may have been killed): every test run begins with empty services. */
export async function clearTestState() {
  for (const name of ['services', 'platform']) {
    const directory = path.join(TEST_DIR, name);
    if (!existsSync(directory)) continue;
    const state = openStateDir(directory);
    await endLeftovers(state, { engines: false });
    await endProcesses(processesUsing(directory).filter(isService), { timeoutMs: 5000 });
    if (existsSync(path.join(directory, 'engines.json'))) await (await openDockerHosts(state)).down();
    rmSync(directory, { recursive: true, force: true });
  }
}

// somebody may be reading a log below the directory: only services are ended
function isService(pid) {
  return /^(postgres|redis-server|docker-registry|haproxy)/.test(nameOf(pid));
}
