import { endLeftovers } from './machine/platform/leftovers.mjs';
import { leavePlatform, platformOwner } from './machine/platform/platform-lock.mjs';
import { endProcesses } from './machine/process/processes.mjs';
import { openStateDir } from './machine/state-dir.mjs';
import { explain } from './machine/steps.mjs';

const GRACE_MS = 45_000;

try {
  const state = openStateDir(process.env.JUJUBE_STATE_DIR);
  const owner = platformOwner(state);
  if (owner) await endProcesses([owner.pid], { timeoutMs: GRACE_MS });
  await endLeftovers(state, { engines: true });
  leavePlatform(state);
  console.log(
    owner ? 'Jujube has stopped. Its data stays in .jujube/ for the next npm start.' : 'Jujube was not running.',
  );
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
