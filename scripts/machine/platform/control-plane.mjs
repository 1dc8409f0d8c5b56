import path from 'node:path';
import { runProgram } from '../process/run-program.mjs';
import { Service } from '../process/service.mjs';
import { boundToParent } from '../process/unprivileged.mjs';
import { openLogFile } from '../process/log-file.mjs';
import { StepError } from '../step-error.mjs';
import { CLONE_DIR } from '../state-dir.mjs';

/**
 * V8's young generation, in MiB: its 16 would stay with each process for ever after the start. The API makes long lists, which
 * are half as fast with 2. docker/Dockerfile says it too.
 */
export const frugal = (name) => `--max-semi-space-size=${name === 'api' ? 8 : 2}`;

export const PROCESSES = ['api', 'scheduler', 'builder', 'router'];

/** One of our server processes; it says `"msg":"ready"` when it is. */
export function processService(name, { state, env }) {
  return new Service({
    name,
    argv: [...boundToParent(), process.execPath, frugal(name), entry(name, 'main.js')],
    env,
    cwd: CLONE_DIR,
    logFile: path.join(state.logDir, `${name}.log`),
    isReady: (output) => output.includes('"msg":"ready"'),
    readyTimeoutMs: 60_000,
    todo: 'Read that log: a setting of the environment may be wrong. Then start again.',
    stopTimeoutMs: 15_000,
  });
}

/** Brings the database up to date and makes the first user; safe to run again. */
export async function setUpDatabase({ state, env, signal }) {
  const logFile = path.join(state.logDir, 'setup.log');
  try {
    const argv = [process.execPath, entry('api', 'setup.js')];
    await runProgram(argv, { cwd: CLONE_DIR, env, timeoutMs: 120_000, logStream: openLogFile(logFile), signal });
  } catch (cause) {
    throw new StepError('the database could not be set up', {
      cause,
      log: logFile,
      todo: 'Read that log, mend the cause, start again.',
    });
  }
}

function entry(app, file) {
  return path.join(CLONE_DIR, 'dist/apps', app, 'src', file);
}
