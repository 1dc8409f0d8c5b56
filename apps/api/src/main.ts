import 'reflect-metadata';
import { scrubEnvironment } from '@jujube/settings/scrub-environment.js';
import { readSettings } from '@jujube/settings/settings.js';
import { createApi } from './server/create-api.js';
import { listenOn } from './server/listen-on.js';
import { logLine, setLogLevel } from './server/log-line.js';
import { stopOnSignal } from './server/stop-on-signal.js';

scrubEnvironment(process.env);
process.on('unhandledRejection', (error) => fail(error));
// whoever read the log is gone: that is no reason to drop requests
process.stdout.on('error', () => undefined);
await start().catch(fail);

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  setLogLevel(settings.logLevel);
  const api = await createApi(settings);
  const servers = await listenOn(api, settings.apiListen);
  stopOnSignal(api, servers);
  logLine('info', 'ready', { url: settings.apiUrl, listen: settings.apiListen });
}

function fail(error: unknown): never {
  logLine('error', error instanceof Error ? error.message : String(error), {
    stack: error instanceof Error ? error.stack : undefined,
  });
  process.exit(1);
}
