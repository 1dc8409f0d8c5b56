import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface ChildScript {
  /** its exit code, once it has ended; null after a signal */
  exited: Promise<number | null>;
  /** everything it printed so far */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Runs a TypeScript file of test/support as a process of its own, to be killed by the test. */
export async function startChildScript(file: string, args: readonly string[]): Promise<ChildScript> {
  // below the packages that it imports
  const bundle = path.join(ROOT, 'node_modules/.cache/jujube-tests', `${randomUUID()}.mjs`);
  await build({
    entryPoints: [path.join(ROOT, 'test/support', file)],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    tsconfig: path.join(ROOT, 'tsconfig.json'),
    logLevel: 'error',
  });
  const child = spawn(process.execPath, [bundle, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const exited = once(child, 'close').then(async ([code]) => {
    await rm(bundle, { force: true });
    return code as number | null;
  });
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return { exited, output: () => output, kill };
}
