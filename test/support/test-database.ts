import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { connectOptions } from '@jujube/database/connect-options.js';
import { withDatabase } from './database-url.js';
import { ensureTemplate } from './template-database.js';
import { openTestPostgres, runAsSuperuser } from './test-postgres.js';

export interface TestDatabase {
  /** URL of the application role, as DATABASE_URL */
  url: string;
  /** URL of the owner role, as DATABASE_OWNER_URL */
  ownerUrl: string;
  /** connected as the application role */
  dataSource: DataSource;
  /** false: as if the server were away: connections end and no new one is let in */
  setReachable(isReachable: boolean): Promise<void>;
  drop(): Promise<void>;
}

/** A database of its own for one spec file: migrated, with the queue's schema, empty. Costs about 50 ms after the first. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await openTestPostgres();
  const template = await ensureTemplate(server);
  const name = `jujube_test_${randomBytes(6).toString('hex')}`;
  const owner = new URL(server.owner).username;
  await runAsSuperuser(server, `create database ${name} template ${template} owner ${owner}`);
  const url = withDatabase(server.app, name);
  const dataSource = await new DataSource(connectOptions(url, 'jujube test')).initialize();
  return {
    url,
    ownerUrl: withDatabase(server.owner, name),
    dataSource,
    setReachable: async (isReachable) => {
      await runAsSuperuser(server, `alter database ${name} with allow_connections ${isReachable}`);
      const others = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
      if (!isReachable) await runAsSuperuser(server, others);
    },
    drop: async () => {
      await dataSource.destroy();
      await runAsSuperuser(server, `drop database ${name} with (force)`);
      await server.close();
    },
  };
}

/** A database without any table, for tests of the set-up itself. */
export async function createEmptyDatabase(): Promise<Omit<TestDatabase, 'dataSource' | 'setReachable'>> {
  const server = await openTestPostgres();
  const name = `jujube_empty_${randomBytes(6).toString('hex')}`;
  await runAsSuperuser(server, `create database ${name} owner ${new URL(server.owner).username}`);
  return {
    url: withDatabase(server.app, name),
    ownerUrl: withDatabase(server.owner, name),
    drop: async () => {
      await runAsSuperuser(server, `drop database ${name} with (force)`);
      await server.close();
    },
  };
}
