import { createPostgresBackend, withBackend } from 'bullmq';

/** Schema of the queue's own tables in PostgreSQL. */
export const QUEUE_SCHEMA = 'bullmq';

/** Brings the queue's own tables in PostgreSQL up to date; needs a role that may create a schema. Safe to run again. */
export async function createQueueSchema(ownerUrl: string): Promise<void> {
  const { Queue } = withBackend(createPostgresBackend);
  const connection = { connectionString: ownerUrl, schema: QUEUE_SCHEMA, migrate: true, max: 1 };
  const queue = new Queue('setup', { connection, skipMetasUpdate: true });
  queue.on('error', () => undefined);
  try {
    await queue.waitUntilReady();
  } finally {
    await queue.close();
  }
}
