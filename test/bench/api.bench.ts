import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildApps } from '../support/build-apps.js';
import { freePort } from '../support/free-port.js';
import { machinePart } from '../support/machine-part.js';
import { createTestDatabase } from '../support/test-database.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';
import { cliTimes } from './api/cli-times.js';
import { compareRoutes, CONNECTIONS, QUESTIONS } from './api/compare-routes.js';
import { residentMib, withStreams } from './api/idle-streams.js';
import { LoadedServer } from './api/load.js';
import { APPS, seedInstallation } from './api/seed-installation.js';
import { median, percentile, printTable } from './table.js';

/**
 * Prints what the API does at 500 apps, 1,000 dynos and 50,000 releases: routes next to a bare Fastify + pg server with the same
 * rows, in turns (goal: 0.6 × of its reads a second, 2 × of its p99); 200 reads a second (goal: p95 below 80 ms); the memory of
 * 1,000 idle streams (300 MB); pages 1 and 500 of a list (the same); and `jujube apps` next to `heroku apps` (0.3 ×).
 */
const READS_PER_SECOND = 200;
const STREAMS = 1000;

const database = await createTestDatabase();
const token = await seedInstallation(database);
const appsDir = await buildApps();
const [apiPort, barePort] = [await freePort(), await freePort()];
const { frugal } = await machinePart<{ frugal: (name: string) => string }>('machine/platform/control-plane.mjs');
const { HEROKU_CLI } = await machinePart<{ HEROKU_CLI: string }>('testing/heroku-cli.mjs');
const common = { DATABASE_URL: database.url, NODE_ENV: 'production' };
const api = startProcess([frugal('api'), path.join(appsDir, 'api/src/main.js')], {
  ...{ ...common, JUJUBE_MASTER_KEY: TEST_MASTER_KEY, API_LISTEN: `127.0.0.1:${apiPort}`, API_RATE_LIMIT: 'none' },
});
const bare = startProcess([path.resolve('test/bench/bare-api.mjs')], { ...common, PORT: String(barePort) });
await Promise.all([ready(api), ready(bare)]);
const url = `http://127.0.0.1:${apiPort}`;
const ours = new LoadedServer(apiPort, token, READS_PER_SECOND);
const theirs = new LoadedServer(barePort, token, CONNECTIONS);

printTable([['route', 'Jujube, 1/s', 'bare, 1/s', 'ratio (rounds)', 'p99 ×'], ...(await compareRoutes(ours, theirs))]);
console.log();
printTable([['what', 'measured', 'goal'], await steadyReads(), await idleStreams(), ...(await paging()), await clis()]);

for (const child of [api, bare]) {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
await database.drop();
process.exit(0);

async function steadyReads(): Promise<string[]> {
  const reads = Object.values(QUESTIONS).slice(0, 3);
  let count = 0;
  const { times, failures } = await ours.askAtRate(READS_PER_SECOND, 60, () => reads[count++ % reads.length]!('ours'));
  const [p95, p99] = [percentile(times, 0.95), percentile(times, 0.99)];
  return [
    `${READS_PER_SECOND} reads/s for 60 s`,
    `p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${failures} failed`,
    'p95 < 80 ms',
  ];
}

async function idleStreams(): Promise<string[]> {
  const asked = await fetch(`${url}/apps/app-1/log-sessions`, {
    ...{ method: 'POST', body: JSON.stringify({ tail: true, lines: 1 }) },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  const { logplex_url: stream } = (await asked.json()) as { logplex_url: string };
  const before = residentMib(api.pid!);
  const during = await withStreams(stream, STREAMS, async () => {
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    return residentMib(api.pid!);
  });
  const measured = `${during.toFixed(0)} MiB (before ${before.toFixed(0)})`;
  return [`resident with ${STREAMS} idle log streams`, measured, '< 300 MB'];
}

async function paging(): Promise<string[][]> {
  const names = Array.from({ length: APPS }, (_, index) => `app-${index + 1}`).sort();
  const timeOf = async (after: string) => {
    const times = [];
    const question = { method: 'GET', path: '/apps' };
    for (let run = 0; run < 50; run += 1) times.push(await ours.ask(question, { range: `name ]${after}..; max=1` }));
    return median(times);
  };
  const [first, last] = [await timeOf('a'), await timeOf(names.at(-2)!)];
  const [one, all] = [first.toFixed(2), last.toFixed(2)];
  return [['page 1 and page 500 of GET /apps, 1 app each', `${one} ms, ${all} ms`, 'flat']];
}

async function clis(): Promise<string[]> {
  const what = 'jujube apps next to heroku apps';
  if (!existsSync(HEROKU_CLI))
    return [what, 'heroku is not installed: run npm test -- e2e test/e2e/heroku-cli', '≤ 0.3 ×'];
  const { jujube, heroku } = await cliTimes(url, { token, heroku: HEROKU_CLI });
  return [what, `${jujube.toFixed(2)} s, ${heroku.toFixed(2)} s: ${(jujube / heroku).toFixed(2)} ×`, '≤ 0.3 ×'];
}

function startProcess(argv: string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, argv, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

async function ready(child: ChildProcess): Promise<void> {
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    if (output.includes('"msg":"ready"')) break;
  }
  if (!output.includes('ready')) throw new Error(`a server did not start: ${output}`);
}
