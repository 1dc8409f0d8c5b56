import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { explain, Steps } from './machine/steps.mjs';
import { CLONE_DIR } from './machine/state-dir.mjs';
import { bundleBench } from './testing/bundle-bench.mjs';
import { clearTestState, setUpTests } from './testing/set-up.mjs';
import { startTestPlatform } from './testing/test-platform.mjs';
import { visibleRun } from './testing/visible-run.mjs';

// name of test/bench/NAME.bench.ts → what must run while it measures
const BENCHES = {
  placement: 'nothing',
  start: 'machine',
  memory: 'platform',
  api: 'platform',
  scale: 'platform',
  build: 'platform',
  deploys: 'platform',
};
const DEADLINE_MS = 1_800_000;

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

/** Runs the named benchmarks (all of them without a name) one after the other; each prints its table. */
async function main(names) {
  const unknown = names.filter((name) => !BENCHES[name]);
  if (unknown.length > 0)
    throw new Error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  const chosen = Object.keys(BENCHES).filter(
    (name) => (names.length === 0 || names.includes(name)) && existsSync(fileOf(name)),
  );
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => interrupt.abort(new Error(`interrupted by ${signal}`)));
  const run = { env: process.env, signal: interrupt.signal, steps: new Steps(console.log) };
  await setUpTests({ ...run, needsMachine: chosen.some((name) => BENCHES[name] !== 'nothing') });
  for (const name of chosen.filter((each) => BENCHES[each] !== 'platform')) await bench(name, run);
  await onPlatform(
    chosen.filter((each) => BENCHES[each] === 'platform'),
    run,
  );
}

async function onPlatform(names, run) {
  if (names.length === 0) return;
  await clearTestState();
  const platform = await run.steps.run('Start a platform with 3 hosts', () => startTestPlatform(run));
  try {
    for (const name of names)
      await bench(name, { ...run, env: { ...run.env, JUJUBE_TEST_RUNNING: platform.runningFile } });
  } finally {
    await platform.stop();
    await clearTestState();
  }
}

async function bench(name, { env, signal }) {
  console.log(`\n== ${name}`);
  const program = await bundleBench(fileOf(name), path.join(tmpdir(), `jujube-bench-${process.pid}`));
  const rc = await visibleRun([process.execPath, program], { env, signal, timeoutMs: DEADLINE_MS });
  if (rc !== 0) throw new Error(`the benchmark ${name} ended with ${rc}`);
}

function fileOf(name) {
  return path.join(CLONE_DIR, 'test/bench', `${name}.bench.ts`);
}
