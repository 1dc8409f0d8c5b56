import { Test } from '@nestjs/testing';
import { randomBytes } from 'node:crypto';
import { BuildsRepository } from '@jujube/database/builds/builds.repository.js';
import { LostBuilds } from '@jujube/database/builds/lost-builds.js';
import { DatabaseModule } from '@jujube/database/database.module.js';
import { Nudges } from '@jujube/database/nudges.js';
import { OutboxRepository } from '@jujube/database/outbox/outbox.repository.js';
import type { QueueSettings } from '@jujube/queue/open-backend.js';
import { JobProducer } from '@jujube/queue/job-producer.js';
import { JobWorkers } from '@jujube/queue/job-workers.js';
import { QueueModule } from '@jujube/queue/queue.module.js';

export interface QueueProcess {
  builds: BuildsRepository;
  outbox: OutboxRepository;
  producer: JobProducer;
  workers: JobWorkers;
  close(): Promise<void>;
}

/** A process with the database and the queue, wired like the builder. */
export async function startQueueProcess(settings: QueueSettings): Promise<QueueProcess> {
  const database = { databaseUrl: settings.databaseUrl, masterKey: randomBytes(32) };
  const sources = { outbox: OutboxRepository, nudges: Nudges, lostWork: LostBuilds };
  const imports = [DatabaseModule.forRoot(database, 'test'), QueueModule.forRoot(settings, sources)];
  const module = await Test.createTestingModule({ imports }).compile();
  module.useLogger(false);
  const app = await module.init().catch(async (error) => {
    await module.close();
    throw error;
  });
  return {
    builds: app.get(BuildsRepository),
    outbox: app.get(OutboxRepository),
    producer: app.get(JobProducer),
    workers: app.get(JobWorkers),
    close: () => app.close(),
  };
}
