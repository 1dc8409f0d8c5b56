import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { scrubEnvironment } from '@jujube/settings/scrub-environment.js';
import { readSettings } from '@jujube/settings/settings.js';
import { AccessLog } from './access-log/access-log.js';
import { TrafficReports } from './access-log/traffic-reports.js';
import { ControlLoop } from './control-loop.js';
import { makeRouterParts, resumeHaproxy } from './router-parts.js';
import { RouterModule } from './router.module.js';

const STOP_DEADLINE_MS = 25_000;

scrubEnvironment(process.env);
const settings = readSettings(process.env);
const logger = new ConsoleLogger({ json: true, logLevels: ['error', 'warn', 'log'] });
process.on('unhandledRejection', (error) => {
  logger.fatal(error);
  process.exit(1);
});

const trouble = await resumeHaproxy(settings);
if (trouble !== null) logger.warn(`the last configuration is not served: ${trouble}`);
const app = await NestFactory.createApplicationContext(RouterModule.forRoot(settings), { logger });
const accessLog = app.get(AccessLog);
const traffic = app.get(TrafficReports);
const loop = app.get(ControlLoop);
const parts = await makeRouterParts(settings, await accessLog.listen());
await loop.start(parts);
parts.watchdog.start();
traffic.start(parts.routerId);
console.log(JSON.stringify({ level: 'log', msg: 'ready', router: parts.routerId }));

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

async function stop(): Promise<void> {
  setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
  parts.watchdog.stop();
  await loop.stop(parts);
  await parts.haproxy.stop();
  await accessLog.close();
  await traffic.stop(parts.routerId);
  await app.close();
  process.exit(0);
}
