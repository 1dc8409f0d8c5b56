import pg from 'pg';
import { QUEUE_SCHEMA } from '@jujube/queue/queue-schema.js';
import { queueContract } from '../support/queue-contract.js';

describe('queue in PostgreSQL', () => {
  queueContract(() => ({ redisUrl: null, flush: forgetJobs }));
});

async function forgetJobs(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`delete from ${QUEUE_SCHEMA}.job`);
  await client.end();
}
