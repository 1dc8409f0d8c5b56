import path from 'node:path';
import { runProgram } from '../machine/process/run-program.mjs';
import { CLONE_DIR, openStateDir } from '../machine/state-dir.mjs';
import { StepError } from '../machine/step-error.mjs';
import { TEST_DIR } from './set-up.mjs';

/** The platform that all stories in test/e2e share, started the way a user starts it. */
export async function startTestPlatform({ env, signal }) {
  const state = openStateDir(path.join(TEST_DIR, 'platform'));
  const own = { ...env, JUJUBE_STATE_DIR: state.dir };
  const script = (name, ...args) => [process.execPath, path.join(CLONE_DIR, 'scripts', name), ...args];
  const stop = () => runProgram(script('stop.mjs'), { env: own, timeoutMs: 90_000 });
  try {
    await runProgram(script('start.mjs', '--hosts', '3', '--no-demo', '--detach'), {
      env: own,
      timeoutMs: 600_000,
      signal,
    });
    return { runningFile: path.join(state.dir, 'running.json'), stop };
  } catch (cause) {
    await stop();
    throw new StepError(`the platform for the end-to-end tests did not start: ${cause.message}`, {
      cause,
      log: path.join(state.logDir, 'platform.log'),
    });
  }
}
