import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { explain, Steps } from './machine/steps.mjs';
import { CLONE_DIR } from './machine/state-dir.mjs';
import { bundleBench } from './testing/bundle-bench.mjs';
import { clearTestState, setUpTests } from './testing/set-up.mjs';
import { withPlatform, withServices } from './testing/parts.mjs';
import { visibleRun } from './testing/visible-run.mjs';

// test/bench/NAME.bench.ts wants the services of integration tests (dev-services.mjs), but for these
const NEEDS = {
  placement: 'nothing',
  scheduler: 'nothing',
  start: 'machine',
  memory: 'platform',
  deploys: 'platform',
  'host-loss': 'platform',
};
const DIRECTORY = path.join(CLONE_DIR, 'test/bench');
const DEADLINE_MS = 1_800_000;

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

/** Runs the named benchmarks (all of them without a name) one after the other; each prints its table. */
async function main(names) {
  const all = readdirSync(DIRECTORY).flatMap((file) => file.match(/^(.+)\.bench\.ts$/)?.[1] ?? []);
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no benchmark ${unknown.join(', ')}; there are ${all.join(', ')}`);
  const chosen = names.length > 0 ? names : all;
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => interrupt.abort(new Error(`interrupted by ${signal}`)));
  const run = { env: process.env, signal: interrupt.signal, steps: new Steps(console.log) };
  await setUpTests({ ...run, needsMachine: chosen.some((name) => needOf(name) !== 'nothing') });
  const needing = (kind) => chosen.filter((name) => needOf(name) === kind);
  for (const name of [...needing('nothing'), ...needing('machine')]) await bench(name, run);
  await benchWith(needing('services'), { run, start: withServices });
  await benchWith(needing('platform'), { run, start: withPlatform });
}

async function benchWith(names, { run, start }) {
  if (names.length === 0) return;
  await clearTestState();
  try {
    await start(run, async (env) => {
      for (const name of names) await bench(name, { ...run, env });
    });
  } finally {
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
  return path.join(DIRECTORY, `${name}.bench.ts`);
}

function needOf(name) {
  return NEEDS[name] ?? 'services';
}
