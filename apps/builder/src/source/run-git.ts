import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const KEPT_CHARACTERS = 16 * 1024;
const KILL_WAIT_MS = 2_000;

export interface GitRun {
  /** exit code; null when it was ended by a signal */
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs git by argv, in a process group of its own, with nothing of our environment but PATH. Ends all of it when `signal`
 * aborts, and then throws the signal's reason.
 */
export async function runGit(argv: string[], env: Record<string, string>, signal: AbortSignal): Promise<GitRun> {
  signal.throwIfAborted();
  const child = spawn('git', argv, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const run = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (run.stdout = (run.stdout + chunk).slice(-KEPT_CHARACTERS)));
  child.stderr.on('data', (chunk: Buffer) => (run.stderr = (run.stderr + chunk).slice(-KEPT_CHARACTERS)));
  const code = await exitOf(child, signal);
  signal.throwIfAborted();
  return { code, ...run };
}

function exitOf(child: ChildProcess, signal: AbortSignal): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const end = () => {
      killGroup(child.pid);
      // a grandchild in a session of its own may hold the pipes open after the kill
      void delay(KILL_WAIT_MS).then(() => resolve(null));
    };
    signal.addEventListener('abort', end, { once: true });
    child.once('error', reject).once('close', (code) => {
      signal.removeEventListener('abort', end);
      resolve(code);
    });
  });
}

// git works through children (ssh, remote helpers) that would outlive it
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
