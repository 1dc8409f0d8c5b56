import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

export interface TestPostgres {
  superuser: string;
  owner: string;
  app: string;
  close(): Promise<void>;
}

const MACHINE = '../../scripts/machine';

/** The server that the test runner started (TEST_DATABASE_*), or a private one that ends with close(). */
export async function openTestPostgres(): Promise<TestPostgres> {
  const superuser = process.env.TEST_DATABASE_URL;
  if (!superuser) return startOwn();
  const owner = process.env.TEST_DATABASE_OWNER_URL;
  const app = process.env.TEST_DATABASE_APP_URL;
  if (owner && app) return { superuser, owner, app, close: async () => undefined };
  throw new Error(
    'TEST_DATABASE_URL needs TEST_DATABASE_OWNER_URL and TEST_DATABASE_APP_URL beside it (test/README.md)',
  );
}

export async function runAsSuperuser(server: Pick<TestPostgres, 'superuser'>, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.superuser });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function startOwn(): Promise<TestPostgres> {
  const { openStateDir } = await import(`${MACHINE}/state-dir.mjs`);
  const { openPostgres } = await import(`${MACHINE}/postgres/postgres.mjs`);
  const directory = await mkdtemp(path.join(tmpdir(), 'jujube-test-postgres-'));
  const { service, urls } = await openPostgres(openStateDir(directory), { durable: false });
  await service.start();
  const close = async () => {
    await service.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { ...urls, close };
}
