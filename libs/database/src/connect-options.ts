import type { DataSourceOptions } from 'typeorm';
import { ENTITIES } from './entities.js';
import { SnakeNaming } from './snake-naming.js';

const CONNECT_TIMEOUT_MS = 3000;

/** Pool of a serving process. Every wait in it has an end: checkout, statement, lock, idle transaction, lost packets. */
export function connectOptions(url: string, applicationName: string) {
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsRun: false,
    logging: false,
    poolSize: 20,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName,
    extra: {
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 10_000,
      lock_timeout: 5_000,
      query_timeout: 20_000,
      keepAlive: true,
    },
  } satisfies DataSourceOptions;
}

/** A connection of its own, for what must not share one: LISTEN, leadership, the lock around migrations. */
export function dedicatedClientConfig(connectionString: string, applicationName: string) {
  return {
    connectionString,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}
