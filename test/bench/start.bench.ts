import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli, runScript } from '../support/platform-cli.js';

/**
 * Prints how long `npm start` takes with an empty state directory (packages, build and base images are there: those depend
 * on the network) and with a kept one, with and without the sample app, and how long `jujube --version` takes.
 */
const VERSION_ROUNDS = 20;
const START_MS = 600_000;

const stateDir = mkdtempSync(path.join(tmpdir(), 'start-bench-'));
try {
  report('npm start, empty state, no demo', await started('--no-demo'));
  report('npm start, kept state, no demo', await started('--no-demo'));
  report('npm start, kept state, first demo', await started());
  report('npm start, kept state, demo is there', await started());
  report('npm stop', await stopped());
} finally {
  rmSync(stateDir, { recursive: true, force: true });
}

const versions: number[] = [];
for (let round = 0; round < VERSION_ROUNDS; round++) versions.push(await timed(() => runCli(['--version'], {})));
versions.sort((a, b) => a - b);
report('jujube --version, median', versions[VERSION_ROUNDS / 2] ?? 0);

async function started(...args: string[]): Promise<number> {
  await stopped();
  return timed(() => script('start.mjs', '--detach', ...args));
}

function stopped(): Promise<number> {
  return timed(() => script('stop.mjs'));
}

async function script(name: string, ...args: string[]): Promise<void> {
  const { rc, stdout, stderr } = await runScript(name, {
    args,
    env: { JUJUBE_STATE_DIR: stateDir },
    timeoutMs: START_MS,
  });
  if (rc !== 0) throw new Error(`${name} ${args.join(' ')} ended with ${rc}\n${stdout}\n${stderr}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begunAt = performance.now();
  await work();
  return performance.now() - begunAt;
}

function report(what: string, ms: number): void {
  console.log(`  ${what.padEnd(40)} ${(ms / 1000).toFixed(2).padStart(8)} s`);
}
