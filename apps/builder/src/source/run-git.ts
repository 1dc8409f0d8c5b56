import { spawn } from 'node:child_process';
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
  const end = () => killGroup(child.pid);
  signal.addEventListener('abort', end, { once: true });
  const run = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (run.stdout = (run.stdout + chunk).slice(-KEPT_CHARACTERS)));
  child.stderr.on('data', (chunk: Buffer) => (run.stderr = (run.stderr + chunk).slice(-KEPT_CHARACTERS)));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
      // a grandchild may hold the pipes open after the kill
      signal.addEventListener('abort', () => void delay(KILL_WAIT_MS).then(() => resolve(null)), { once: true });
    });
    signal.throwIfAborted();
    return { code, ...run };
  } finally {
    signal.removeEventListener('abort', end);
  }
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
