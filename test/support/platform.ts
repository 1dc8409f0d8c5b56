import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli, runScript, type CliRun } from './platform-cli.js';

const START_MS = 300_000;
const STOP_MS = 90_000;

/** What `.jujube/running.json` says about a running platform. */
export interface RunningPlatform {
  readonly apiUrl: string;
  readonly routerUrl: string;
  readonly registryUrl: string;
  readonly baseDomain: string;
  readonly pid: number;
  readonly username: string;
  readonly password: string;
  readonly token: string;
  readonly baseImage: string;
  readonly stateDir: string;
  readonly hosts: readonly { name: string; url: string; socket: string; tlsDir: string; address: string }[];
}

/** A platform as stories see it: its addresses and the CLI, logged in as admin. */
export interface TestPlatform extends RunningPlatform {
  jujube(...args: string[]): Promise<CliRun>;
  /** runs a command that must succeed, and gives all that it printed */
  must(...args: string[]): Promise<string>;
  /** power cut of one host, and power on again */
  killHost(name: string): Promise<void>;
  /** its processes die, and it refuses connections, until it is started */
  crashHost(name: string): Promise<void>;
  startHost(name: string): Promise<void>;
}

export interface OwnPlatform extends TestPlatform {
  stop(): Promise<void>;
  /** once more after stop(), with the same data */
  startAgain(): Promise<TestPlatform>;
}

/** The platform that all stories share (three hosts, no demo app); `npm test -- e2e` starts it. */
export async function sharedPlatform(): Promise<TestPlatform> {
  const file = process.env.JUJUBE_TEST_RUNNING;
  if (!file)
    throw new Error('JUJUBE_TEST_RUNNING is not set: run `npm test -- e2e FILE`, which starts a platform first');
  return platformOf(await readRunning(file));
}

/** A platform of the story's own, started with `npm start`'s code: for stories that break or restart it. */
export async function startOwnPlatform({
  hosts = 1,
  env = {},
}: { hosts?: number; env?: Record<string, string> } = {}): Promise<OwnPlatform> {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'jujube-own-'));
  const own = { ...env, JUJUBE_STATE_DIR: stateDir };
  const startAgain = async () => {
    const { rc, stdout, stderr } = await runScript('start.mjs', {
      args: ['--hosts', String(hosts), '--no-demo', '--detach'],
      env: own,
      timeoutMs: START_MS,
    });
    if (rc !== 0) throw new Error(`a platform did not start:\n${stdout}\n${stderr}`);
    return platformOf(await readRunning(path.join(stateDir, 'running.json')));
  };
  const stopOnly = () => runScript('stop.mjs', { args: [], env: own, timeoutMs: STOP_MS });
  const stop = async () => {
    const { rc, stderr } = await stopOnly();
    if (rc !== 0) throw new Error(`a platform did not stop: ${stderr}`);
    await rm(stateDir, { recursive: true, force: true });
  };
  try {
    return { ...(await startAgain()), stop, startAgain };
  } catch (error) {
    await stopOnly();
    throw error;
  }
}

async function readRunning(file: string): Promise<RunningPlatform> {
  return JSON.parse(await readFile(file, 'utf8')) as RunningPlatform;
}

function platformOf(running: RunningPlatform): TestPlatform {
  const power = (command: 'kill' | 'crash' | 'start') => async (name: string) => {
    const args = [command, running.stateDir, name];
    const { rc, stderr } = await runScript('machine/dev-services.mjs', { args, env: {}, timeoutMs: 60_000 });
    if (rc !== 0) throw new Error(`${command} ${name}: ${stderr}`);
  };
  const env = { JUJUBE_URL: running.apiUrl, JUJUBE_TOKEN: running.token };
  const jujube = (...args: string[]) => runCli(args, env);
  const must = async (...args: string[]) => {
    const { rc, stdout, stderr } = await jujube(...args);
    if (rc !== 0) throw new Error(`jujube ${args.join(' ')} ended with ${rc}:\n${stdout}\n${stderr}`);
    return stdout + stderr;
  };
  return { ...running, jujube, must, killHost: power('kill'), crashHost: power('crash'), startHost: power('start') };
}
