import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';

const LOG_BYTES = 10 * 1024 * 1024;

/** Starts a program that outlives us; it writes to its log itself, so no pipe breaks when we end. */
export function startDaemon([command, ...args], logFile) {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], cwd: '/' });
  child.on('error', () => undefined).unref();
  closeSync(log);
}

/** Such a log can only be turned over between two lives of its writer. */
export function turnLogOver(logFile) {
  if (existsSync(logFile) && statSync(logFile).size > LOG_BYTES) renameSync(logFile, `${logFile}.1`);
}
