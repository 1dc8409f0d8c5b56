import { Test } from '@nestjs/testing';
import { readSettings } from '@jujube/settings/settings.js';
import { Leader } from '../../apps/scheduler/src/leader/leader.js';
import { SchedulerModule } from '../../apps/scheduler/src/scheduler.module.js';
import { Timings } from '../../apps/scheduler/src/timings.js';
import { TEST_MASTER_KEY } from './test-master-key.js';

export interface RunningScheduler {
  stop(): Promise<void>;
}

/** What a scheduler of the test is told by its environment. */
export function schedulerEnvironment(databaseUrl: string): Record<string, string> {
  const { TEST_REGISTRY_URL, TEST_REGISTRY_TOKEN_KEY_FILE, TEST_REGISTRY_TOKEN_CERT_FILE } = process.env;
  return {
    DATABASE_URL: databaseUrl,
    JUJUBE_MASTER_KEY: TEST_MASTER_KEY,
    REGISTRY_URL: TEST_REGISTRY_URL ?? '',
    REGISTRY_TOKEN_KEY_FILE: TEST_REGISTRY_TOKEN_KEY_FILE ?? '',
    REGISTRY_TOKEN_CERT_FILE: TEST_REGISTRY_TOKEN_CERT_FILE ?? '',
    BASE_IMAGE: process.env['TEST_BASE_IMAGE'] ?? '',
  };
}

/** The scheduler in this process; it may be told to lose its patience sooner. */
export async function startScheduler(databaseUrl: string, timings: Partial<Timings> = {}): Promise<RunningScheduler> {
  const settings = readSettings(schedulerEnvironment(databaseUrl));
  const patience = Object.assign(new Timings(), timings);
  const module = await Test.createTestingModule({ imports: [SchedulerModule.forRoot(settings, patience)] }).compile();
  const app = await module.init();
  const leader = app.get(Leader);
  leader.start();
  return {
    stop: async () => {
      await leader.stop();
      await app.close();
    },
  };
}
