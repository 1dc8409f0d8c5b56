import path from 'node:path';
import { openStateDir } from '../machine/state-dir.mjs';
import { startTestServices } from '../machine/test-services.mjs';
import { runChecks } from './checks.mjs';
import { runJest } from './jest-project.mjs';
import { startTestPlatform } from './test-platform.mjs';
import { TEST_DIR } from './set-up.mjs';

const MINUTE_MS = 60_000;
const NIGHTLY_FUZZ_CASES = 10_000;

/** Files of tests that share engines run one after the other, so two workers need services of their own each. */
const INTEGRATION_WORKERS = 2;

/** The parts of `npm test`, in the order in which they run (those on the machine side by side); each answers its tally. */
export const PARTS = {
  checks: (run) => runChecks(run),
  unit: (run) => runJest('unit', { ...run, workers: 2, timeoutMs: 10 * MINUTE_MS }),
  integration: (run) =>
    withServiceSets(run, INTEGRATION_WORKERS, (env) =>
      runJest('integration', { ...run, env, workers: INTEGRATION_WORKERS, timeoutMs: 20 * MINUTE_MS }),
    ),
  e2e: (run) => withPlatform(run, (env) => runJest('e2e', { ...run, env, workers: 1, timeoutMs: 30 * MINUTE_MS })),
  installation: (run) => runJest('installation', { ...run, workers: 1, timeoutMs: 20 * MINUTE_MS }),
  // only when it is named: what is too long for every change
  nightly: (run) =>
    withPlatform(run, (env) =>
      runJest('nightly', {
        ...run,
        env: { ...env, FUZZ_CASES: String(NIGHTLY_FUZZ_CASES) },
        workers: 1,
        timeoutMs: 60 * MINUTE_MS,
      }),
    ),
};

export const EVERYDAY_PARTS = Object.keys(PARTS).filter((name) => name !== 'nightly');

export const PARTS_ON_MACHINE = ['integration', 'e2e', 'installation', 'nightly'];

/** Runs work with the services of integration tests; their addresses are in the environment it gets. */
export async function withServices({ env, steps, signal }, work, name = 'services') {
  const state = openStateDir(path.join(TEST_DIR, name));
  const services = await steps.run('Start PostgreSQL, Redis, registry, 3 engines', () =>
    startTestServices(state, { signal }),
  );
  try {
    return await work({ ...env, ...services.env });
  } finally {
    await steps.run('Stop them', () => services.stop());
  }
}

/** The same with `count` sets of services, one for each worker of jest (test/support/services-of-worker.ts). */
async function withServiceSets(run, count, work, sets = []) {
  if (sets.length === count) return work({ ...run.env, TEST_SERVICE_SETS: JSON.stringify(sets) });
  const more = (env) => withServiceSets(run, count, work, [...sets, env]);
  return withServices({ ...run, env: {} }, more, `services-${sets.length + 1}`);
}

/** Runs work with a whole platform of three hosts. */
export async function withPlatform({ env, steps, signal }, work) {
  const platform = await steps.run('Start a platform with 3 hosts', () => startTestPlatform({ env, signal }));
  try {
    return await work({ ...env, JUJUBE_TEST_RUNNING: platform.runningFile });
  } finally {
    await steps.run('Stop it', () => platform.stop());
  }
}
