import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { JobWorkers } from '@jujube/queue/job-workers.js';
import { scrubEnvironment } from '@jujube/settings/scrub-environment.js';
import { BuildWorker } from './build.worker.js';
import { PruneImagesWorker } from './images/prune-images.worker.js';
import { BuilderModule } from './builder.module.js';
import { Janitor } from './janitor/janitor.js';
import { readBuilderSettings } from './settings.provider.js';

const STOP_DEADLINE_MS = 28_000;

scrubEnvironment(process.env);
const settings = readBuilderSettings(process.env);
const logger = new ConsoleLogger({ json: true, logLevels: ['error', 'warn', 'log'] });
process.on('unhandledRejection', (error) => {
  logger.fatal(error);
  process.exit(1);
});

const app = await NestFactory.createApplicationContext(BuilderModule.forRoot(settings), { logger });
const workers = app.get(JobWorkers);
app.get(Janitor).start();
workers.start([app.get(BuildWorker), app.get(PruneImagesWorker)]);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
console.log(JSON.stringify({ level: 'log', msg: 'ready', concurrency: settings.build.concurrency }));

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
  await workers.close();
  await app.close();
  process.exit(0);
}
