import { setTimeout as sleep } from 'node:timers/promises';
import { GitRepository } from '../support/git-repository.js';
import { sharedPlatform } from '../support/platform.js';
import { fetchPage } from '../support/router-client.js';
import { sampleApp } from '../support/sample-app.js';
import { percentile, printTable } from './table.js';

/**
 * Prints how many of 200 requests per second through the router fail while an app with three dynos is deployed 20 times, and how
 * slow they are next to the same traffic without deploys. Goal: 0 failed.
 */
const REQUESTS_PER_SECOND = 200;
const DEPLOYS = Number(process.env['BENCH_DEPLOYS'] ?? 20);
const CALM_MS = 15_000;
const APP = 'bench-deploys';

const platform = await sharedPlatform();
const hostname = `${APP}.${platform.baseDomain}`;

interface Sample {
  ms: number;
  failure: string | null;
}

await prepare();
const calm = await during(() => sleep(CALM_MS));
const deploying = await during(async () => {
  for (let count = 1; count <= DEPLOYS; count++) await jujube('config:set', `COUNT=${count}`, '-a', APP);
});
await jujube('apps:destroy', APP, '--confirm', APP);
printTable([
  ['200 requests/s through the router', 'requests', 'failed', 'p50 ms', 'p95 ms', 'p99 ms'],
  rowOf('without deploys', calm),
  rowOf(`during ${DEPLOYS} deploys`, deploying),
]);
const ratio = percentile(timesOf(deploying), 0.99) / percentile(timesOf(calm), 0.99);
console.log(`p99 with deploys / without: ${ratio.toFixed(2)}`);
process.exit(0);

async function prepare(): Promise<void> {
  const repository = new GitRepository('bench');
  repository.commit(sampleApp('bench'));
  await jujube('apps:create', APP);
  await jujube('builds:create', '-a', APP, '--tar', repository.directory);
  await jujube('ps:scale', 'web=3', '-a', APP);
  repository.remove();
}

async function during(work: () => Promise<unknown>): Promise<Sample[]> {
  const samples: Promise<Sample>[] = [];
  const begin = performance.now();
  // by the clock, so that a late timer does not lower the rate
  const timer = setInterval(() => {
    const due = ((performance.now() - begin) / 1000) * REQUESTS_PER_SECOND;
    while (samples.length < due) samples.push(ask());
  }, 5);
  await work();
  clearInterval(timer);
  return Promise.all(samples);
}

async function ask(): Promise<Sample> {
  const begin = performance.now();
  const failure = await fetchPage(platform, hostname).then(
    ({ status }) => (status === 200 ? null : `status ${status}`),
    (error: Error) => error.message,
  );
  return { ms: performance.now() - begin, failure };
}

function rowOf(name: string, samples: readonly Sample[]): (string | number)[] {
  const failures = samples.flatMap(({ failure }) => failure ?? []);
  if (failures.length > 0) console.log(`${name}: ${[...new Set(failures)].join('; ')}`);
  const times = [0.5, 0.95, 0.99].map((share) => percentile(timesOf(samples), share).toFixed(1));
  return [name, samples.length, failures.length, ...times];
}

function timesOf(samples: readonly Sample[]): number[] {
  return samples.map(({ ms }) => ms);
}

async function jujube(...args: string[]): Promise<void> {
  const { rc, stdout, stderr } = await platform.jujube(...args);
  if (rc !== 0) throw new Error(`jujube ${args.join(' ')}: ${stdout}${stderr}`);
}
