import { setTimeout as sleep } from 'node:timers/promises';
import { linesToParent, startDetached } from './machine/platform/detached.mjs';
import { alreadyRunning } from './machine/platform/already-running.mjs';
import { START_USAGE, startOptions } from './machine/platform/options.mjs';
import { platformOwner } from './machine/platform/platform-lock.mjs';
import { readRunning } from './machine/platform/running-file.mjs';
import { runPlatform } from './machine/platform/run-platform.mjs';
import { UsageError } from './machine/step-error.mjs';
import { openStateDir } from './machine/state-dir.mjs';
import { explain } from './machine/steps.mjs';

const OTHER_START_MS = 900_000;

process.exit(await main());

async function main() {
  try {
    refuseOldNode();
    const options = startOptions(process.argv.slice(2), process.env);
    if (options.help) return usage();
    const state = openStateDir(process.env.JUJUBE_STATE_DIR);
    if (process.env.JUJUBE_DETACHED) return await runPlatform({ state, options, ...linesToParent() });
    if (platformOwner(state)) return await showRunning(state, options);
    if (options.detach) return await startDetached({ state, argv: argvOf(options), print: console.log });
    return await runPlatform({ state, options, print: console.log });
  } catch (error) {
    console.error(explain(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** Somebody started it already: say where it lives; a start that is still at work is waited for. */
async function showRunning(state, options) {
  for (const deadline = Date.now() + OTHER_START_MS; Date.now() < deadline; await sleep(500)) {
    const facts = readRunning(state);
    if (facts) {
      console.log(alreadyRunning(facts, options));
      return 0;
    }
    if (!platformOwner(state)) throw new Error('the other start did not succeed; start again');
  }
  throw new Error('another start has been at work for 15 minutes; npm stop ends it');
}

// the detached process gets the options as flags, whichever way npm handed them over
function argvOf({ hosts, demo }) {
  return ['--detach', ...(hosts ? ['--hosts', String(hosts)] : []), ...(demo ? [] : ['--no-demo'])];
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Jujube needs Node 20.19 or newer, this is ${process.version}`);
}

function usage() {
  console.log(`${START_USAGE}
  --hosts N   run N Docker engines on this machine (default 1, or those of the last start)
  --detach    return when everything is ready; npm stop ends it
  --no-demo   do not deploy the sample app
Uses DATABASE_URL, REDIS_URL, DOCKER_HOST, REGISTRY_URL when given; else starts private ones below .jujube/.`);
  return 0;
}
