import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CliRun } from './platform-cli.js';

const JUJUBE = path.resolve(import.meta.dirname, '../../scripts/jujube.mjs');
const WITHIN_MS = 30_000;

export interface StartedCli {
  /** Waits until one of its outputs matches, and answers the first group. */
  printed(pattern: RegExp): Promise<string>;
  /** Waits for its end. */
  end(): Promise<CliRun>;
}

/** `jujube` that goes on while the test does something else; it is killed after its deadline. */
export function startCli(args: readonly string[], env: Record<string, string>): StartedCli {
  const child = spawn(process.execPath, [JUJUBE, ...args], {
    env: { ...process.env, ...env },
    timeout: WITHIN_MS,
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString('utf8')));
  const ended = new Promise<CliRun>((resolve) => child.once('close', (rc) => resolve({ rc: rc ?? -1, ...texts })));
  return {
    end: () => ended,
    printed: async (pattern) => {
      const until = Date.now() + WITHIN_MS;
      while (Date.now() < until && child.exitCode === null) {
        const found = pattern.exec(texts.stdout) ?? pattern.exec(texts.stderr);
        if (found) return found[1] ?? found[0];
        await Promise.race([pause(50), ended]);
      }
      throw new Error(`nothing like ${pattern.source} was printed:\n${texts.stdout}${texts.stderr}`);
    },
  };
}
