import { DataSource } from 'typeorm';
import { connectOptions } from './connect-options.js';
import { grantToApp } from './grants.js';
import { MIGRATIONS } from './migrations/all.js';
import { inOwnerSession } from './owner-session.js';

/**
 * Brings the schema up to date and lets the application role use it. Any number of processes may do it at once: one migrates,
 * the others wait and then find nothing to do. Answers the names of the migrations that this call ran.
 */
export async function migrate(ownerUrl: string, appRole: string): Promise<string[]> {
  return inOwnerSession(ownerUrl, async (client) => {
    const names = await runMigrations(ownerUrl);
    await grantToApp(client, appRole, 'public');
    return names;
  });
}

async function runMigrations(ownerUrl: string): Promise<string[]> {
  const options = connectOptions(ownerUrl, 'jujube migrate');
  const dataSource = new DataSource({
    ...options,
    entities: [],
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    poolSize: 1,
    // changing a big table may take long, waiting for a lock on it may not: it would hold up every reader behind it
    extra: { lock_timeout: 5_000, keepAlive: true },
  });
  await dataSource.initialize();
  try {
    return (await dataSource.runMigrations()).map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
