import pg from 'pg';
import { dedicatedClientConfig } from './connect-options.js';

const WAIT_FOR_OTHERS_MS = 120_000;

/** Work on the schema, one process after the other: concurrent DDL and grants make each other fail. */
export async function inOwnerSession<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(dedicatedClientConfig(ownerUrl, 'jujube setup'));
  // a broken connection also rejects the query that runs on it
  client.on('error', () => undefined);
  await client.connect().catch((cause: Error) => {
    throw new Error(unreachable(client, cause), { cause });
  });
  try {
    await client.query(`set lock_timeout = ${WAIT_FOR_OTHERS_MS}`);
    await client.query("select pg_advisory_lock(hashtext('jujube setup'))");
    return await work(client);
  } finally {
    await client.end();
  }
}

function unreachable({ host, port, database, user }: pg.Client, { message }: Error): string {
  const place = `${host}:${port}/${database}`;
  return (
    `the database ${place} does not let in the owner role '${user}' (${message}): ` +
    'check that it runs, and user and password in DATABASE_OWNER_URL'
  );
}
