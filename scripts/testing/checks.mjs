import { visibleRun } from './visible-run.mjs';

const CHECKS = {
  lint: ['node_modules/eslint/bin/eslint.js', '.'],
  types: ['node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
};

/** Lint, types and format, one count each. */
export async function runChecks({ env, signal, steps }) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, argv] of Object.entries(CHECKS)) {
    const rc = await steps.run(`Check ${name}`, () =>
      visibleRun([process.execPath, ...argv], { env, signal, timeoutMs: 300_000 }),
    );
    if (rc !== 0) console.error(`Check ${name} failed; see above (\`npm run format\` mends the format).`);
    tally[rc === 0 ? 'passed' : 'failed'] += 1;
  }
  return tally;
}
