import { spawn } from 'node:child_process';
import { CommandFailure } from '@jujube/commands/language/command-failure.js';
import type { ProgramEnvironment } from '@jujube/commands/language/terminal.js';

const KILLED = 128;

/** Runs a program in place of this one: with its terminal, and the variables of its user but for some. Answers its exit status. */
export function runProgram(
  name: string,
  args: readonly string[],
  { env, without }: ProgramEnvironment,
): Promise<number> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([key]) => !without.includes(key)));
  return new Promise((resolve, reject) => {
    const child = spawn(name, [...args], { env: { ...own, ...env }, stdio: 'inherit' });
    // Ctrl-C reaches both: what to do about it is for the program
    const wait = () => undefined;
    process.on('SIGINT', wait);
    child.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ENOENT' ? 'it is not installed, or not in PATH' : error.message;
      reject(new CommandFailure(`Cannot run ${name}: ${reason}. Install it with: npm install -g ${name}`));
    });
    child.on('exit', (code, signal) => {
      process.off('SIGINT', wait);
      resolve(code ?? KILLED + (signal === 'SIGINT' ? 2 : 15));
    });
  });
}
