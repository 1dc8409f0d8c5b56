import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule, type Command } from '@nestjs/cqrs';
import { DatabaseModule } from '@jujube/database/database.module.js';
import { AppsModule } from '@jujube/usecases/apps/apps.module.js';
import { BuildsModule } from '@jujube/usecases/builds/builds.module.js';
import { ConfigModule } from '@jujube/usecases/config/config.module.js';
import { DeploymentsModule } from '@jujube/usecases/deployments/deployments.module.js';
import { DynosModule } from '@jujube/usecases/dynos/dynos.module.js';
import { FormationModule } from '@jujube/usecases/formation/formation.module.js';
import { ReleasesModule } from '@jujube/usecases/releases/releases.module.js';
import { SourcesModule } from '@jujube/usecases/sources/sources.module.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { TEST_MASTER_KEY } from './test-master-key.js';

export interface TestCommandBus {
  database: TestDatabase;
  userId: string;
  execute<R>(command: Command<R>): Promise<R>;
  get<T>(type: Type<T>): T;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever rows there are
  query(sql: string, values?: unknown[]): Promise<any[]>;
  stop(): Promise<void>;
}

/**
 * Use cases on a database of their own, reached as builder and API reach them.
 * @param given a database instead, which stays the caller's to drop
 */
export async function startCommandBus(given?: TestDatabase): Promise<TestCommandBus> {
  const database = given ?? (await createTestDatabase());
  const settings = { databaseUrl: database.url, masterKey: Buffer.from(TEST_MASTER_KEY, 'base64') };
  const features = [
    ...[AppsModule, BuildsModule, ConfigModule, DeploymentsModule],
    ...[FormationModule, ReleasesModule, SourcesModule, DynosModule],
  ];
  @Module({ imports: [DatabaseModule.forRoot(settings, 'test'), CqrsModule.forRoot(), ...features] })
  class UseCasesModule {}
  const app = await NestFactory.createApplicationContext(UseCasesModule, { logger: false, abortOnError: false });
  const [user] = await database.dataSource.query(
    "insert into users (email, password_hash, is_admin) values ('admin@localhost', 'x', true) returning id",
  );
  const bus = app.get(CommandBus);
  return {
    database,
    userId: user.id,
    execute: (command) => bus.execute(command),
    get: (type) => app.get(type),
    query: (sql, values = []) => database.dataSource.query(sql, values),
    stop: async () => {
      await app.close();
      if (!given) await database.drop();
    },
  };
}
