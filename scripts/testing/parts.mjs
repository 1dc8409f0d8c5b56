import path from 'node:path';
import { openStateDir } from '../machine/state-dir.mjs';
import { startTestServices } from '../machine/test-services.mjs';
import { runChecks } from './checks.mjs';
import { runJest } from './jest-project.mjs';
import { startTestPlatform } from './test-platform.mjs';
import { TEST_DIR } from './set-up.mjs';

const MINUTE_MS = 60_000;

/** The parts of `npm test`, in the order in which they run; each answers its tally. */
export const PARTS = {
  checks: (run) => runChecks(run),
  unit: (run) => runJest('unit', { ...run, inBand: false, timeoutMs: 10 * MINUTE_MS }),
  integration: (run) =>
    withServices(run, (env) => runJest('integration', { ...run, env, inBand: true, timeoutMs: 15 * MINUTE_MS })),
  e2e: (run) => withPlatform(run, (env) => runJest('e2e', { ...run, env, inBand: true, timeoutMs: 30 * MINUTE_MS })),
};

export const PARTS_ON_MACHINE = ['integration', 'e2e'];

/** Runs work with the shared services of integration tests; their addresses are in the environment it gets. */
export async function withServices({ env, steps, signal }, work) {
  const state = openStateDir(path.join(TEST_DIR, 'services'));
  const services = await steps.run('Start PostgreSQL, Redis, registry, 3 engines', () =>
    startTestServices(state, { signal }),
  );
  try {
    return await work({ ...env, ...services.env });
  } finally {
    await steps.run('Stop them', () => services.stop());
  }
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
