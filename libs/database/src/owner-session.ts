import pg from 'pg';
import { dedicatedClientConfig } from './connect-options.js';

const WAIT_FOR_OTHERS_MS = 120_000;

/** Work on the schema, one process after the other: concurrent DDL and grants make each other fail. */
export async function inOwnerSession<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(dedicatedClientConfig(ownerUrl, 'jujube setup'));
  // a broken connection also rejects the query that runs on it
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${WAIT_FOR_OTHERS_MS}`);
    await client.query("select pg_advisory_lock(hashtext('jujube setup'))");
    return await work(client);
  } finally {
    await client.end();
  }
}
