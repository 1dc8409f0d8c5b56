import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { scrubEnvironment } from '@jujube/settings/scrub-environment.js';
import { readSettings } from '@jujube/settings/settings.js';
import { Leader } from './leader/leader.js';
import { SchedulerModule } from './scheduler.module.js';

const STOP_WITHIN_MS = 25_000;

scrubEnvironment(process.env);
const settings = readSettings(process.env);
const logger = new ConsoleLogger({ json: true, logLevels: ['fatal', 'error', 'warn', 'log'] });
process.on('unhandledRejection', (error) => {
  logger.fatal(error);
  process.exit(1);
});

const app = await NestFactory.createApplicationContext(SchedulerModule.forRoot(settings), { logger });
const leader = app.get(Leader);
leader.start();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
console.log(JSON.stringify({ level: 'log', msg: 'ready' }));

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await leader.stop();
  await app.close();
  process.exit(0);
}
