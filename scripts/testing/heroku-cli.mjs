import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../machine/process/run-program.mjs';

/** The one whose requests test/heroku/transcripts.json holds. */
const VERSION = '11.10.0';
const CACHE = process.getuid() === 0 ? '/var/cache' : path.join(process.env.HOME ?? '/tmp', '.cache');
const DIRECTORY = path.join(CACHE, 'jujube', `heroku-cli-${VERSION}`);

/** Heroku's own CLI, as npm gives it to everybody. */
export const HEROKU_CLI = path.join(DIRECTORY, 'node_modules', '.bin', 'heroku');

/** Installs it once per machine: all of it or nothing. */
export async function installHerokuCli({ signal, logStream }) {
  if (existsSync(HEROKU_CLI)) return;
  const fresh = `${DIRECTORY}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const install = ['npm', 'install', '--prefix', fresh, '--no-audit', '--no-fund', '--ignore-scripts'];
  await runProgram([...install, `heroku@${VERSION}`], { timeoutMs: 600_000, signal, logStream });
  rmSync(DIRECTORY, { recursive: true, force: true });
  renameSync(fresh, DIRECTORY);
}
