import { existsSync } from 'node:fs';
import path from 'node:path';
import { openLogFile } from '../process/log-file.mjs';
import { processesUsing } from '../process/processes.mjs';
import { runProgram } from '../process/run-program.mjs';
import { boundToParent } from '../process/unprivileged.mjs';

/**
 * Frees the disk of what deleted images alone used; a running registry never does. It must not run meanwhile: a layer that is
 * just being pushed belongs to no image yet. Without --delete-untagged, which would take images that releases name by their
 * digest only. What goes wrong is logged and stops nothing.
 */
export async function freeDeletedImages({ directory, configFile, logFile, timeoutMs = 60_000, signal }) {
  // nothing was pushed so far, which counts as an error
  if (!existsSync(path.join(directory, 'images/docker/registry/v2/repositories'))) return;
  const log = openLogFile(logFile);
  const others = processesUsing(directory);
  if (others.length > 0) return log.write(`deleted images stay: process ${others.join(', ')} uses ${directory}\n`);
  try {
    const argv = [...boundToParent(), 'docker-registry', 'garbage-collect', configFile];
    const env = { PATH: process.env.PATH, OTEL_TRACES_EXPORTER: 'none' };
    await runProgram(argv, { env, timeoutMs, signal });
  } catch (error) {
    log.write(`deleted images stay until the next start: ${error.message}\n`);
  }
}
