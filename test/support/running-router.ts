import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { readSettings, type Settings } from '@jujube/settings/settings.js';
import { AccessLog } from '../../apps/router/src/access-log/access-log.js';
import { TrafficReports } from '../../apps/router/src/access-log/traffic-reports.js';
import { ControlLoop } from '../../apps/router/src/control-loop.js';
import { makeRouterParts, resumeHaproxy, type RouterParts } from '../../apps/router/src/router-parts.js';
import { RouterModule } from '../../apps/router/src/router.module.js';
import { TEST_MASTER_KEY } from './test-master-key.js';
import { freePort } from './free-port.js';

export interface RunningRouter {
  httpPort: number;
  httpsPort: number;
  stateDir: string;
  parts: RouterParts;
  stop(): Promise<void>;
}

/** The router in this process, with a HAProxy of its own on free ports. */
export async function startRouter(databaseUrl: string, more: Record<string, string> = {}): Promise<RunningRouter> {
  const own = await mkdtemp(join(tmpdir(), 'jj-router-'));
  const stateDir = more['ROUTER_STATE_DIR'] ?? own;
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const settings = readSettings({
    DATABASE_URL: databaseUrl,
    JUJUBE_MASTER_KEY: TEST_MASTER_KEY,
    ROUTER_HTTP: `127.0.0.1:${httpPort}`,
    ROUTER_HTTPS: `127.0.0.1:${httpsPort}`,
    ROUTER_STATE_DIR: stateDir,
    ...more,
  });
  const stop = await run(settings);
  return {
    httpPort,
    httpsPort,
    stateDir,
    parts: stop.parts,
    stop: async () => {
      await stop.now();
      await rm(own, { recursive: true });
    },
  };
}

async function run(settings: Settings) {
  await resumeHaproxy(settings);
  const module = await Test.createTestingModule({ imports: [RouterModule.forRoot(settings)] }).compile();
  const app = await module.init();
  const accessLog = app.get(AccessLog);
  const loop = app.get(ControlLoop);
  const parts = await makeRouterParts(settings, await accessLog.listen());
  await loop.start(parts);
  parts.watchdog.start();
  const traffic = app.get(TrafficReports);
  traffic.start(parts.routerId);
  const now = async () => {
    parts.watchdog.stop();
    await loop.stop(parts);
    await parts.haproxy.stop();
    await accessLog.close();
    await traffic.stop(parts.routerId);
    await app.close();
  };
  return { parts, now };
}
