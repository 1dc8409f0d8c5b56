import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { explain } from './machine/steps.mjs';
import { CLONE_DIR } from './machine/state-dir.mjs';
import { bundleBench } from './testing/bundle-bench.mjs';
import { visibleRun } from './testing/visible-run.mjs';

// two million dynos fit; more would be a mistake
const MEMORY_MIB = 6144;
const DEADLINE_MS = 3_600_000;

/** `npm run simulate -- OPTIONS` (test/simulation); its exit code is the simulation's. */
const directory = path.join(tmpdir(), `jujube-simulate-${process.pid}`);
const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => interrupt.abort(new Error(`interrupted by ${signal}`)));
try {
  const program = await bundleBench(path.join(CLONE_DIR, 'test/simulation/main.ts'), directory);
  const argv = [process.execPath, `--max-old-space-size=${MEMORY_MIB}`, program, ...process.argv.slice(2)];
  const how = { env: process.env, signal: interrupt.signal, timeoutMs: DEADLINE_MS };
  process.exitCode = await visibleRun(argv, how);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
