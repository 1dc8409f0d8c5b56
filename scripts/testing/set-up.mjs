import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { allOrNone } from '../machine/all-or-none.mjs';
import { compile } from '../machine/build/compile.mjs';
import { npmInstall } from '../machine/build/npm-install.mjs';
import { debianImages } from '../machine/platform/prepare.mjs';
import { endLeftovers } from '../machine/platform/leftovers.mjs';
import { installPackages, PACKAGES } from '../machine/packages.mjs';
import { installHerokuCli } from './heroku-cli.mjs';
import { openLogFile } from '../machine/process/log-file.mjs';
import { endProcesses, nameOf, processesUsing, startTimeOf } from '../machine/process/processes.mjs';
import { dataOutside } from '../machine/process/unprivileged.mjs';
import { CLONE_DIR, openStateDir } from '../machine/state-dir.mjs';

const ALL_RUNS = path.join(CLONE_DIR, '.jujube', 'test');

/** Where this run keeps its services: two runs in one clone do not meet. */
export const TEST_DIR = path.join(ALL_RUNS, `${process.pid}-${startTimeOf(process.pid)}`);

/** Installs what the parts need: npm packages always; Debian packages, images and the build for tests on real services. */
export async function setUpTests({ steps, signal: outer, needsMachine }) {
  const state = openStateDir(path.join(TEST_DIR, 'set-up'));
  const logFile = path.join(state.logDir, 'set-up.log');
  const work = (signal) => ({ signal, logFile, logStream: openLogFile(logFile) });
  await allOrNone(outer, (signal) => {
    const modules = steps.run('npm packages', () => npmInstall(work(signal)));
    if (!needsMachine) return [modules];
    const packages = steps.run('Debian packages', () => installPackages(Object.keys(PACKAGES), work(signal)));
    return [
      modules.then(() => steps.run('Build', () => compile(work(signal)))),
      modules.then(() => steps.run('Heroku CLI', () => installHerokuCli(work(signal)))),
      packages.then(() => steps.run('Base and builder image', () => debianImages(work(signal)))),
    ];
  });
}

/** Ends and removes what this run left, and what runs left that were killed. */
export async function clearTestState() {
  for (const name of existsSync(ALL_RUNS) ? readdirSync(ALL_RUNS) : []) {
    const [pid, startTime] = name.split('-');
    const isAtWork = startTime && startTimeOf(Number(pid)) === startTime;
    const run = path.join(ALL_RUNS, name);
    if (run === TEST_DIR || !isAtWork) await clear(run);
  }
}

async function clear(run) {
  for (const name of readdirSync(run)) {
    const directory = path.join(run, name);
    if (!statSync(directory).isDirectory()) continue;
    const state = openStateDir(directory);
    await endLeftovers(state, { engines: true });
    const data = dataOutside(state);
    const ours = [directory, data].flatMap(processesUsing);
    await endProcesses(ours.filter(isService), { timeoutMs: 5000 });
    rmSync(data, { recursive: true, force: true });
  }
  rmSync(run, { recursive: true, force: true });
}

// somebody may be reading a log below the directory: only services are ended
function isService(pid) {
  return /^(postgres|redis-server|docker-registry|haproxy)/.test(nameOf(pid));
}
