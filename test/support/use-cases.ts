import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { DatabaseModule } from '@jujube/database/database.module.js';
import { AppsModule } from '@jujube/usecases/apps/apps.module.js';
import { BuildsModule } from '@jujube/usecases/builds/builds.module.js';
import { BUILDER_MASTER_KEY } from './builder-master-key.js';

export interface UseCases {
  commands: CommandBus;
  stop(): Promise<void>;
}

/** What users can do about apps and builds, without any server. */
export async function startUseCases(databaseUrl: string): Promise<UseCases> {
  const masterKey = Buffer.from(BUILDER_MASTER_KEY, 'base64');
  const database = DatabaseModule.forRoot({ databaseUrl, masterKey }, 'test');
  const imports = [CqrsModule.forRoot(), database, AppsModule, BuildsModule];
  const module = await Test.createTestingModule({ imports }).compile();
  const app = await module.init();
  return { commands: app.get(CommandBus), stop: () => app.close() };
}
