import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openDockerHosts } from './engines/docker-hosts.mjs';
import { lastLines } from './process/log-file.mjs';
import { endProcesses, startTimeOf } from './process/processes.mjs';
import { openStateDir, writeWhole } from './state-dir.mjs';
import { startTestServices } from './test-services.mjs';
import { explain } from './steps.mjs';
import { waitUntil } from './wait-until.mjs';

const USAGE = `usage: node scripts/machine/dev-services.mjs COMMAND DIR
  up DIR [N]        PostgreSQL, Redis, registry and N engines (default 3) with their state in DIR; prints the TEST_* lines
  env DIR           prints those lines again:  set -a; . <(node scripts/machine/dev-services.mjs env DIR); set +a
  kill DIR h2       pulls the plug of one engine;   start DIR h2   switches it on again
  crash DIR h2      ends its processes: the machine goes on and refuses connections
  down DIR          ends everything that up started`;

const [command, directory, argument] = process.argv.slice(2);
const commands = { up, env, kill, crash, start, down, hold };
if (!commands[command] || !directory) {
  console.error(USAGE);
  process.exit(2);
}
const state = openStateDir(directory);
const files = {
  env: path.join(state.dir, 'test.env'),
  holder: path.join(state.dir, 'holder.json'),
  log: path.join(state.logDir, 'holder.log'),
};
await run();

async function run() {
  try {
    await commands[command]();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

async function up() {
  if (!holder()) startHolder();
  await waitUntil('the services are up', () => existsSync(files.env) || endedEarly(), {
    timeoutMs: 120_000,
    log: files.log,
  });
  env();
}

function env() {
  process.stdout.write(readFileSync(files.env, 'utf8'));
}

async function kill() {
  const hosts = await openDockerHosts(state);
  await hosts.named(argument).kill();
}

async function crash() {
  const hosts = await openDockerHosts(state);
  await hosts.named(argument).endEverything();
}

async function start() {
  const hosts = await openDockerHosts(state);
  await hosts.named(argument).powerOn();
}

async function down() {
  const pid = holder();
  if (pid) await endProcesses([pid], { timeoutMs: 30_000 });
  await (await openDockerHosts(state)).down();
  for (const file of [files.env, files.holder]) rmSync(file, { force: true });
}

/** The process behind `up`: it keeps the services running until it is asked to end. */
async function hold() {
  writeWhole(files.holder, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }));
  const services = await startTestServices(state, { hosts: Number(argument ?? 3) });
  writeWhole(
    files.env,
    Object.entries(services.env)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
  );
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, async () => {
      await services.stop();
      process.exit(0);
    });
  }
}

function startHolder() {
  rmSync(files.env, { force: true });
  rmSync(files.holder, { force: true });
  mkdirSync(state.logDir, { recursive: true });
  const log = openSync(files.log, 'w', 0o600);
  const argv = [import.meta.filename, 'hold', directory, argument ?? '3'];
  spawn(process.execPath, argv, { detached: true, stdio: ['ignore', log, log] }).unref();
}

function holder() {
  if (!existsSync(files.holder)) return null;
  const { pid, startTime } = JSON.parse(readFileSync(files.holder, 'utf8'));
  return startTimeOf(pid) === startTime ? pid : null;
}

function endedEarly() {
  if (existsSync(files.holder) && !holder() && !existsSync(files.env)) {
    console.error(`the services did not start; ${files.log} ends with:\n${lastLines(files.log)}`);
    process.exit(1);
  }
  return false;
}
