import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

// tests and benchmarks run in the root of the clone
const ROOT = process.cwd();
const NEST = path.join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js');

/** Compiles all processes, for tests that run one by itself in order to kill it. Returns the directory of the apps. */
export async function buildApps(): Promise<string> {
  await promisify(execFile)(process.execPath, [NEST, 'build'], { cwd: ROOT, timeout: 120_000 });
  return path.join(ROOT, 'dist/apps');
}
