import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { grantSchema } from '@jujube/database/grants.js';
import { migrate } from '@jujube/database/migrate.js';
import { createQueueSchema, QUEUE_SCHEMA } from '@jujube/queue/queue-schema.js';
import { withDatabase } from './database-url.js';
import type { TestPostgres } from './test-postgres.js';

const SOURCES = ['libs/database/src/migrations', 'libs/database/src/grants.ts', 'node_modules/bullmq/package.json'];

/** The migrated database that test databases are copied from; made once per server and version of the migrations. */
export async function ensureTemplate(server: TestPostgres): Promise<string> {
  const template = `jujube_template_${hashOfSources()}`;
  const client = new pg.Client({ connectionString: server.superuser });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('jujube test template'))");
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length === 0) await makeTemplate(client, { server, template });
    return template;
  } finally {
    await client.end();
  }
}

// under another name until it is whole, so that a test run that was killed leaves no half template
async function makeTemplate(client: pg.Client, { server, template }: { server: TestPostgres; template: string }) {
  const half = `${template}_half`;
  const ownerUrl = withDatabase(server.owner, half);
  const appRole = new URL(server.app).username;
  await client.query(`drop database if exists ${half} with (force)`);
  await client.query(`create database ${half} owner ${new URL(server.owner).username}`);
  await migrate(ownerUrl, appRole);
  await createQueueSchema(ownerUrl);
  await grantSchema(ownerUrl, appRole, QUEUE_SCHEMA);
  await client.query(`alter database ${half} rename to ${template}`);
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const names = source.includes('.') ? [source] : readdirSync(source).map((name) => path.join(source, name));
    for (const name of names.sort()) hash.update(readFileSync(name));
  }
  return hash.digest('hex').slice(0, 12);
}
