import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { visibleRun } from './visible-run.mjs';

const NODE = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

/** Runs one jest project (or the files in it that match) and counts its tests; a file that cannot be loaded counts as failed. */
export async function runJest(project, { patterns, env, signal, workers, timeoutMs }) {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'jujube-jest-'));
  const report = path.join(directory, 'report.json');
  const how = workers === 1 ? ['--runInBand'] : [`--maxWorkers=${workers}`];
  const some = patterns.length > 0 ? ['--passWithNoTests', ...patterns] : [];
  const argv = [
    process.execPath,
    ...NODE,
    '--selectProjects',
    project,
    '--json',
    `--outputFile=${report}`,
    // a test that failed half-way may leave something open, which must not hold up the rest
    '--forceExit',
    ...how,
    ...some,
  ];
  try {
    // --json also writes the report to stdout; people read jest's own lines on stderr
    const rc = await visibleRun(argv, { env, signal, timeoutMs, quietStdout: true });
    return tallyOf(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}, rc);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function tallyOf(report, rc) {
  const failed = (report.numFailedTests ?? 0) + (report.numRuntimeErrorTestSuites ?? 0);
  return {
    passed: report.numPassedTests ?? 0,
    failed: failed === 0 && rc !== 0 ? 1 : failed,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}
