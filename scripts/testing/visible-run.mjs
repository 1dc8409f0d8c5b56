import { spawn } from 'node:child_process';
import { CLONE_DIR } from '../machine/state-dir.mjs';

/** Runs a program whose output goes straight to the terminal; answers its exit code, 124 after the deadline. */
export function visibleRun([command, ...args], { env, timeoutMs, signal, quietStdout = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: CLONE_DIR,
      env,
      stdio: ['ignore', quietStdout ? 'ignore' : 'inherit', 'inherit'],
    });
    let isLate = false;
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(() => {
      isLate = true;
      console.error(`${args.at(-1)}: not ended after ${timeoutMs / 60_000} minutes, killed`);
      kill();
    }, timeoutMs);
    signal.addEventListener('abort', kill);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
      resolve(isLate ? 124 : (code ?? 1));
    });
  });
}
