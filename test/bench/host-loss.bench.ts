import type { Dyno } from '@jujube/contract/dyno.js';
import { eventually } from '../support/eventually.js';
import { GitRepository } from '../support/git-repository.js';
import { sharedPlatform } from '../support/platform.js';
import { fetchPage, Traffic } from '../support/router-client.js';
import { sampleApp } from '../support/sample-app.js';
import { printTable } from './table.js';

/**
 * Prints how long it takes until the dynos of a host that dies run elsewhere and get their share of requests, and how many of
 * 50 requests per second fail meanwhile. Goals: 15 s when the host refuses connections, 60 s when it is silent.
 */
const APP = 'bench-loss';
const DYNOS = 3;
const LONGEST_MS = 120_000;

interface Loss {
  seconds: number;
  requests: number;
  failed: number;
}

const platform = await sharedPlatform();
const hostname = `${APP}.${platform.baseDomain}`;

await prepare();
const refusing = await losing((host) => platform.crashHost(host));
const silent = await losing((host) => platform.killHost(host));
await jujube('apps:destroy', APP, '--confirm', APP);
printTable([
  ['host that dies', 'seconds', 'goal', 'seconds / goal', 'requests', 'failed'],
  rowOf('refuses connections', refusing, 15),
  rowOf('is silent', silent, 60),
]);
process.exit(0);

async function prepare(): Promise<void> {
  const repository = new GitRepository('bench');
  repository.commit(sampleApp('bench'));
  await jujube('apps:create', APP);
  await jujube('builds:create', '-a', APP, '--tar', repository.directory);
  await jujube('ps:scale', `web=${DYNOS}`, '-a', APP);
  await allServe(await servers());
  repository.remove();
}

async function losing(kill: (host: string) => Promise<void>): Promise<Loss> {
  const victim = (await servers())[0]!;
  const traffic = new Traffic(platform, hostname);
  const began = performance.now();
  await kill(victim.host);
  await eventually(
    async () => {
      const now = await servers();
      if (now.length < DYNOS || now.some(({ host }) => host === victim.host)) throw new Error('not yet elsewhere');
      await allServe(now);
    },
    { withinMs: LONGEST_MS, everyMs: 250 },
  );
  const seconds = (performance.now() - began) / 1000;
  await traffic.stop();
  const failures = traffic.failures.map((each) => (each instanceof Error ? each.message : `status ${each.status}`));
  if (failures.length > 0) console.log(`failed: ${[...new Set(failures)].join('; ')}`);
  await platform.startHost(victim.host);
  await eventually(hostsReady, { withinMs: LONGEST_MS, everyMs: 500 });
  return { seconds, requests: traffic.answers.length, failed: traffic.failures.length };
}

/** Dynos that are up, and where. */
async function servers(): Promise<{ dyno: string; host: string }[]> {
  const found = JSON.parse(await jujube('ps', '-a', APP, '--json')) as Dyno[];
  return found.filter(({ state }) => state === 'up').map(({ name, host }) => ({ dyno: name, host: host!.name }));
}

/** Throws until as many answers as dynos name every one of them. */
async function allServe(dynos: readonly { dyno: string }[]): Promise<void> {
  const pages = await Promise.all(dynos.flatMap(() => [fetchPage(platform, hostname), fetchPage(platform, hostname)]));
  const missing = dynos.filter(({ dyno }) => !pages.some(({ status, body }) => status === 200 && body.includes(dyno)));
  if (missing.length > 0) throw new Error(`${missing.map(({ dyno }) => dyno).join(', ')} got no request`);
}

async function hostsReady(): Promise<void> {
  const hosts = JSON.parse(await jujube('hosts', '--json')) as { status: string }[];
  if (hosts.some(({ status }) => status !== 'ready')) throw new Error('a host is not ready');
}

function rowOf(name: string, { seconds, requests, failed }: Loss, goal: number): (string | number)[] {
  return [name, seconds.toFixed(1), goal, (seconds / goal).toFixed(2), requests, failed];
}

async function jujube(...args: string[]): Promise<string> {
  const { rc, stdout, stderr } = await platform.jujube(...args);
  if (rc !== 0) throw new Error(`jujube ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}
