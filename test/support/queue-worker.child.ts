import { DataSource } from 'typeorm';
import { BuildsRepository } from '@jujube/database/builds/builds.repository.js';
import { connectOptions } from '@jujube/database/connect-options.js';
import { Nudges } from '@jujube/database/nudges.js';
import type { JobHandler } from '@jujube/queue/job-handler.js';
import { JobProducer } from '@jujube/queue/job-producer.js';
import { JobWorkers } from '@jujube/queue/job-workers.js';
import { openBackend } from '@jujube/queue/open-backend.js';

/** A worker process that claims a build, says so, and never ends it: the test kills it. */
const [databaseUrl = '', redisUrl = ''] = process.argv.slice(2);
const dataSource = await new DataSource(connectOptions(databaseUrl, 'jujube test worker')).initialize();
const builds = new BuildsRepository(dataSource, new Nudges(dataSource, databaseUrl));

const hang: JobHandler = {
  kind: 'build',
  concurrency: 1,
  handle: async (job) => {
    const lease = await builds.claim(job, 'the worker that is killed');
    if (lease) console.log(`claimed ${job.rowId}`);
    await new Promise(() => undefined);
  },
};
const idle: JobHandler = { kind: 'prune-images', concurrency: 1, handle: async () => undefined };

const backend = openBackend({ databaseUrl, redisUrl: redisUrl || null });
new JobWorkers(backend, new JobProducer(backend)).start([hang, idle]);
