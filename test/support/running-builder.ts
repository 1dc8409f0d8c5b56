import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { JobWorkers } from '@jujube/queue/job-workers.js';
import { AppsModule } from '@jujube/usecases/apps/apps.module.js';
import { BuildsModule } from '@jujube/usecases/builds/builds.module.js';
import { ConfigModule } from '@jujube/usecases/config/config.module.js';
import { BuildWorker } from '../../apps/builder/src/build.worker.js';
import { BuilderModule } from '../../apps/builder/src/builder.module.js';
import { PruneImagesWorker } from '../../apps/builder/src/images/prune-images.worker.js';
import { Janitor } from '../../apps/builder/src/janitor/janitor.js';
import { readBuilderSettings } from '../../apps/builder/src/settings.provider.js';
import { BUILDER_MASTER_KEY } from './builder-master-key.js';

export interface RunningBuilder {
  commands: CommandBus;
  get<T>(type: abstract new (...dependencies: never[]) => T): T;
  stop(): Promise<void>;
}

/** What a builder of the test is told by its environment. The registry is one with an account, for which no API is needed. */
export function builderEnvironment(databaseUrl: string, more: Record<string, string> = {}): Record<string, string> {
  const variable = (name: string) => process.env[name] ?? '';
  return {
    DATABASE_URL: databaseUrl,
    JUJUBE_MASTER_KEY: BUILDER_MASTER_KEY,
    REGISTRY_URL: variable('TEST_REGISTRY_URL'),
    REGISTRY_USERNAME: 'anybody',
    REGISTRY_PASSWORD: variable('TEST_REGISTRY_PASSWORD'),
    BUILDER_IMAGE: variable('TEST_BUILDER_IMAGE'),
    BASE_IMAGE: variable('TEST_BASE_IMAGE'),
    BUILD_WORK_DIR: mkdtempSync(path.join(tmpdir(), 'jujube-builds-')),
    ...more,
  };
}

/** The builder in this process, with the use cases that make apps and builds. */
export async function startBuilder(environment: Record<string, string>): Promise<RunningBuilder> {
  const settings = readBuilderSettings(environment);
  const imports = [BuilderModule.forRoot(settings), AppsModule, BuildsModule, ConfigModule];
  const module = await Test.createTestingModule({ imports }).compile();
  module.useLogger(['error', 'warn']);
  const app = await module.init();
  const workers = app.get(JobWorkers);
  workers.start([app.get(BuildWorker), app.get(PruneImagesWorker)]);
  app.get(Janitor).start();
  return {
    commands: app.get(CommandBus),
    get: (type) => app.get(type as never),
    stop: async () => {
      await workers.close();
      await app.close();
    },
  };
}
