import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { endProcesses, nameOf, processesUsing, startTimeOf } from '../process/processes.mjs';
import { stopOwnEngines } from './own-engines.mjs';
import { removeRunning } from './running-file.mjs';

/**
 * Ends what a killed platform left: our processes by recorded pid and start time, HAProxy by our directory on its command
 * line. `engines: false` leaves engines and their apps running, for a start that takes them over.
 */
export async function endLeftovers(state, { engines }) {
  await endProcesses(recorded(state), { timeoutMs: 10_000 });
  await endProcesses(
    processesUsing(state.runDir).filter((pid) => nameOf(pid) === 'haproxy'),
    { timeoutMs: 2000 },
  );
  removeRunning(state);
  rmSync(path.join(state.dir, 'processes.json'), { force: true });
  if (engines) await stopOwnEngines(state);
}

function recorded(state) {
  const file = path.join(state.dir, 'processes.json');
  if (!existsSync(file)) return [];
  const processes = JSON.parse(readFileSync(file, 'utf8'));
  return processes.filter(({ pid, startTime }) => startTimeOf(pid) === startTime).map(({ pid }) => pid);
}
