import path from 'node:path';
import { machinePart } from './machine-part.js';

const { compile } = await machinePart<{ compile: (options?: object) => Promise<boolean> }>('machine/build/compile.mjs');

/**
 * Compiles all processes, for tests that run one by itself in order to kill it. Returns the directory of the apps. What is up to
 * date stays untouched: others may be starting from it just now.
 */
export async function buildApps(): Promise<string> {
  await compile();
  return path.resolve('dist/apps');
}
