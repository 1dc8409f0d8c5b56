import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { buildApps } from '../support/build-apps.js';
import { freePort } from '../support/free-port.js';
import { machinePart } from '../support/machine-part.js';
import { createTestDatabase } from '../support/test-database.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';
import { median, printTable } from './table.js';

/**
 * Prints how many `GET /apps` per second the API answers (500 apps, pages of 200, token checked) next to a bare Fastify + pg
 * server that reads and sends the same rows, in turns on the same machine. Goal: at least 0.6 ×.
 */
const APPS = 500;
const ROUNDS = 5;
const ROUND_MS = 4000;
const CONNECTIONS = 16;
const PAGE = 200;

const database = await createTestDatabase();
const secret = await seed();
const appsDir = await buildApps();
const [apiPort, barePort] = [await freePort(), await freePort()];
const { FRUGAL } = await machinePart<{ FRUGAL: string }>('machine/platform/control-plane.mjs');
const api = startProcess([FRUGAL, path.join(appsDir, 'api/src/main.js')], {
  DATABASE_URL: database.url,
  JUJUBE_MASTER_KEY: TEST_MASTER_KEY,
  API_LISTEN: `127.0.0.1:${apiPort}`,
  API_RATE_LIMIT: 'none',
  NODE_ENV: 'production',
});
const bare = startProcess([path.resolve('test/bench/bare-api.mjs')], {
  DATABASE_URL: database.url,
  PORT: String(barePort),
  PAGE: String(PAGE),
  NODE_ENV: 'production',
});
await Promise.all([ready(api), ready(bare)]);

const rates = { api: [] as number[], bare: [] as number[] };
await load(apiPort, 1000);
await load(barePort, 1000);
for (let round = 0; round < ROUNDS; round++) {
  rates.api.push(await load(apiPort, ROUND_MS));
  rates.bare.push(await load(barePort, ROUND_MS));
}
for (const child of [api, bare]) {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
await database.drop();
const ratios = rates.api.map((rate, index) => rate / (rates.bare[index] ?? Number.NaN));
printTable([
  [`GET /apps, ${PAGE} of ${APPS} apps`, 'requests/s (median)', 'least', 'most'],
  ['Jujube', ...spread(rates.api)],
  ['bare Fastify + pg', ...spread(rates.bare)],
  ['ratio', median(ratios).toFixed(2), Math.min(...ratios).toFixed(2), Math.max(...ratios).toFixed(2)],
]);
process.exit(0);

/** Apps with some releases each, and an administrator's token. */
async function seed(): Promise<string> {
  const { createHash, randomBytes } = await import('node:crypto');
  const token = randomBytes(24).toString('hex');
  const user = randomUUID();
  const { dataSource } = database;
  await dataSource.query(
    `insert into users (id, email, password_hash, is_admin) values ($1, 'bench@localhost', '-', true)`,
    [user],
  );
  await dataSource.query('insert into tokens (user_id, secret_hash) values ($1, $2)', [
    user,
    createHash('sha256').update(token).digest(),
  ]);
  await dataSource.query(
    `with made as (insert into apps (name, owner_id) select 'app-' || n, $1 from generate_series(1, $2::int) n returning id)
     insert into releases (app_id, version, description, image, config_encrypted, created_by)
     select id, v, 'bench', 'image', $3, $1 from made, generate_series(1, 20) v`,
    [user, APPS, new SecretBox(Buffer.from(TEST_MASTER_KEY, 'base64')).seal('{}', 'bench')],
  );
  return token;
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

/** Answers per second over `CONNECTIONS` kept connections. */
async function load(port: number, milliseconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const end = performance.now() + milliseconds;
  let answers = 0;
  const client = async () => {
    while (performance.now() < end) {
      await ask(port, agent);
      answers++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  agent.destroy();
  return (answers * 1000) / milliseconds;
}

function ask(port: number, agent: Agent): Promise<void> {
  const headers = { authorization: `Bearer ${secret}`, accept: 'application/vnd.heroku+json; version=3' };
  return new Promise((resolve, reject) => {
    get({ agent, host: '127.0.0.1', port, path: '/apps', headers }, (response) => {
      if (response.statusCode !== 200 && response.statusCode !== 206)
        reject(new Error(`status ${response.statusCode}`));
      response.resume().on('end', resolve);
    }).on('error', reject);
  });
}

function spread(values: readonly number[]): string[] {
  return [median(values), Math.min(...values), Math.max(...values)].map((value) => value.toFixed(0));
}
