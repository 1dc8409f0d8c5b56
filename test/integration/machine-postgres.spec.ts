import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { machinePart } from '../support/machine-part.js';

interface State {
  dir: string;
}
interface Postgres {
  service: { start(): Promise<void>; stop(): Promise<void>; pid: number };
  urls: { superuser: string; owner: string; app: string };
}

const { openStateDir } = await machinePart<{ openStateDir: (dir: string) => State }>('machine/state-dir.mjs');
const { openPostgres } = await machinePart<{ openPostgres: (state: State, options: object) => Promise<Postgres> }>(
  'machine/postgres/postgres.mjs',
);

const { dataOutside } = await machinePart<{ dataOutside: (state: State) => string }>(
  'machine/process/unprivileged.mjs',
);

describe.each([
  ['in a user namespace', true],
  ['as nobody, where user namespaces are refused', false],
])('the private PostgreSQL %s', (_, userNamespaces) => {
  const state = openStateDir(mkdtempSync(path.join(tmpdir(), 'postgres-')));
  let running: Postgres;

  const start = async () => {
    running = await openPostgres(state, { durable: true, userNamespaces });
    await running.service.start();
    return running;
  };

  afterAll(async () => {
    await running.service.stop();
    for (const directory of [state.dir, dataOutside(state)]) rmSync(directory, { recursive: true, force: true });
  });

  it('is made in spite of what a killed run left, and lets nobody in without a password', async () => {
    const half = path.join(userNamespaces ? state.dir : dataOutside(state), 'postgres.half');
    mkdirSync(half);
    writeFileSync(path.join(half, 'PG_VERSION'), '18');
    const { urls } = await start();
    await query(urls.owner, 'CREATE TABLE kept (value int)');
    await expect(query(urls.owner.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password');
    await expect(query(urls.app, 'CREATE TABLE forbidden (value int)')).rejects.toThrow('permission denied');
  });

  it('has the same data and passwords after its process was killed', async () => {
    const before = running.urls.owner.replace(/:\d+\//, '');
    process.kill(running.service.pid, 'SIGKILL');
    const { urls } = await start();
    expect(urls.owner.replace(/:\d+\//, '')).toBe(before);
    expect(await query(urls.owner, 'SELECT count(*)::int AS count FROM kept')).toEqual([{ count: 0 }]);
  });
});

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
