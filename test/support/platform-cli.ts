import { execFile } from 'node:child_process';
import path from 'node:path';

const SCRIPTS = path.resolve(import.meta.dirname, '../../scripts');
const CLI_MS = 420_000;

/** How a command ended and what it printed. */
export interface CliRun {
  readonly rc: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ScriptOptions {
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  readonly timeoutMs: number;
}

/** Runs `jujube` like a user; a wrong exit code is an answer, not an exception. */
export function runCli(args: readonly string[], env: Record<string, string>, timeoutMs = CLI_MS): Promise<CliRun> {
  return runScript('jujube.mjs', { args, env, timeoutMs });
}

/** Runs one of our scripts to its end, at most for its deadline. */
export function runScript(name: string, { args, env, timeoutMs }: ScriptOptions): Promise<CliRun> {
  const options = { env: { ...process.env, ...env }, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [path.join(SCRIPTS, name), ...args], options, (error, stdout, stderr) => {
      if (child.exitCode === null)
        reject(
          new Error(`${name} ${args.join(' ')}: not ended after ${timeoutMs / 1000} s\n${stderr}`, { cause: error }),
        );
      else resolve({ rc: child.exitCode, stdout, stderr });
    });
  });
}
