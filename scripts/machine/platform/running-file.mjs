import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../state-dir.mjs';

/** `.jujube/running.json`: where the platform lives and how to get in, for scripts; only its owner can read it. */
export function writeRunning(state, facts) {
  writeWhole(runningFile(state), `${JSON.stringify(facts, null, 2)}\n`);
}

export function readRunning(state) {
  const file = runningFile(state);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

export function removeRunning(state) {
  rmSync(runningFile(state), { force: true });
}

function runningFile(state) {
  return path.join(state.dir, 'running.json');
}
