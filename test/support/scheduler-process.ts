import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { eventually } from './eventually.js';
import { schedulerEnvironment } from './running-scheduler.js';

export interface SchedulerProcess {
  readonly pid: number | undefined;
  /** all that it wrote so far */
  output(): string;
  /** null while it runs */
  ended(): string | null;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** The scheduler as a process of its own. `crash`: the crash point at which it dies, see crashpoint.ts. */
export async function startSchedulerProcess(
  appsDir: string,
  { databaseUrl, crash = '' }: { databaseUrl: string; crash?: string },
): Promise<SchedulerProcess> {
  const env = { ...schedulerEnvironment(databaseUrl), PATH: process.env['PATH'], JUJUBE_CRASH: crash };
  const child = spawn(process.execPath, [path.join(appsDir, 'scheduler/src/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exited = once(child, 'exit');
  const ended = () => child.signalCode ?? (child.exitCode === null ? null : `code ${child.exitCode}`);
  await eventually(
    () => {
      if (!output.includes('"msg":"ready"')) throw new Error(`the scheduler is not ready: ${output}`);
    },
    { withinMs: 30_000 },
  );
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return { pid: child.pid, output: () => output, ended, kill };
}
