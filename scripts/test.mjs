import { explain, Steps } from './machine/steps.mjs';
import { HEROKU_CLI } from './testing/heroku-cli.mjs';
import { EVERYDAY_PARTS, PARTS, PARTS_ON_MACHINE } from './testing/parts.mjs';
import { clearTestState, setUpTests, TEST_DIR } from './testing/set-up.mjs';

// a test run never touches an installation of the user
const NOT_FOR_TESTS =
  /^(DATABASE_|REDIS_URL|REGISTRY_|DOCKER_|JUJUBE_|API_|ROUTER_|BASE_DOMAIN|npm_config_(hosts|detach|demo)$)/;

process.exitCode = await main();

async function main() {
  const [first, ...rest] = process.argv.slice(2);
  const isPart = Object.hasOwn(PARTS, first ?? '');
  const names = isPart ? [first] : EVERYDAY_PARTS;
  const patterns = isPart ? rest : process.argv.slice(2);
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(name, () => interrupt.abort(new Error(`interrupted by ${name}`)));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_TESTS.test(name)));
  env.TEST_STATE_DIR = TEST_DIR;
  env.TEST_HEROKU_CLI = HEROKU_CLI;
  const run = { patterns, env, signal: interrupt.signal, steps: new Steps(console.log) };
  const sum = await runParts(names, run);
  const { passed, failed, skipped } = sum;
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 ? 0 : 1;
}

async function runParts(names, run) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const needsMachine = names.some((name) => PARTS_ON_MACHINE.includes(name));
  const isReady = await counted(sum, async () => {
    if (needsMachine) await clearTestState();
    await setUpTests({ ...run, needsMachine });
  });
  const onMachine = names.filter((name) => PARTS_ON_MACHINE.includes(name));
  const before = names.filter((name) => !onMachine.includes(name));
  // they mostly wait, each for services of its own
  for (const together of isReady ? [...before.map((name) => [name]), onMachine] : []) {
    if (run.signal.aborted || together.length === 0) break;
    console.log(`\n== ${together.join(', ')}`);
    await Promise.all(together.map((name) => counted(sum, () => PARTS[name](run))));
  }
  await clearTestState();
  return sum;
}

// a part that cannot even run is one failure, and the others still run
async function counted(sum, work) {
  try {
    const tally = (await work()) ?? {};
    for (const [kind, count] of Object.entries(tally)) sum[kind] += count;
    return true;
  } catch (error) {
    console.error(explain(error));
    sum.failed += 1;
    return false;
  }
}
