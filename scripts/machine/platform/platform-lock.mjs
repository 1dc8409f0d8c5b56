import { existsSync, openSync, closeSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { startTimeOf } from '../process/processes.mjs';

/** Who runs the platform of a state directory: {pid, startTime}, or null. A file left by a killed process counts as nobody. */
export function platformOwner(state) {
  const file = lockFile(state);
  if (!existsSync(file)) return null;
  const owner = parsed(readFileSync(file, 'utf8'));
  return owner && startTimeOf(owner.pid) === owner.startTime ? owner : null;
}

/** Makes this process the owner; false when another one is. */
export function takePlatform(state) {
  if (platformOwner(state)) return false;
  const file = lockFile(state);
  rmSync(file, { force: true });
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

export function leavePlatform(state) {
  rmSync(lockFile(state), { force: true });
}

function lockFile(state) {
  return path.join(state.dir, 'platform.json');
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
