import { grantSchema } from '@jujube/database/grants.js';
import { migrate } from '@jujube/database/migrate.js';
import { addFirstAdmin } from '@jujube/database/users/first-admin.js';
import { createQueueSchema, QUEUE_SCHEMA } from '@jujube/queue/queue-schema.js';
import { firstAdmin } from './first-admin.js';
import { readSetupSettings } from './setup-settings.js';

/** Yields one line per step that it has done. */
export async function* runSetup(env: NodeJS.ProcessEnv): AsyncGenerator<string> {
  const settings = readSetupSettings(env);
  const names = await migrate(settings.ownerUrl, settings.appRole);
  yield names.length === 0 ? 'the database is up to date' : `the database was migrated: ${names.join(', ')}`;

  if (settings.redisUrl === null) {
    await createQueueSchema(settings.ownerUrl);
    await grantSchema(settings.ownerUrl, settings.appRole, QUEUE_SCHEMA);
    yield `the queue lies in PostgreSQL, schema ${QUEUE_SCHEMA}`;
  } else {
    yield 'the queue lies in Redis';
  }

  const admin = firstAdmin(settings);
  const isNew = await addFirstAdmin(settings.databaseUrl, admin);
  yield isNew ? `the administrator ${admin.email} was made` : 'there are users already; no administrator was made';
}
