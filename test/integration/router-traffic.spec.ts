import { randomUUID } from 'node:crypto';
import { sumTraffic, type Traffic } from '@jujube/core/traffic/traffic.js';
import { percentileMs } from '@jujube/core/traffic/latency-histogram.js';
import { eventually } from '../support/eventually.js';
import { getHttp } from '../support/http-answer.js';
import { RoutedApps } from '../support/routed-apps.js';
import { startRouter, type RunningRouter } from '../support/running-router.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let apps: RoutedApps;
let router: RunningRouter;

beforeAll(async () => {
  database = await createTestDatabase();
  apps = new RoutedApps(database.dataSource);
  router = await startRouter(database.url);
}, 60_000);

afterAll(async () => {
  await router?.stop();
  await apps?.close();
  await database?.drop();
}, 30_000);

async function trafficOf(app: string, release?: string): Promise<Traffic> {
  const rows = await database.dataSource.query(
    `select requests, server_errors as "serverErrors", resets, latencies from traffic
     where app_id = $1 and ($2::uuid is null or release_id = $2)`,
    [app, release ?? null],
  );
  return sumTraffic(rows);
}

async function served(name: string): Promise<void> {
  await eventually(async () => expect((await getHttp(router.httpPort, `${name}.localhost`, '/')).status).toBe(200));
}

const ask = (name: string, path: string) => getHttp(router.httpPort, `${name}.localhost`, path).catch(() => null);

describe('what a router tells of the traffic of an app', () => {
  it('are requests, errors and cut answers, by release, and how long they took', async () => {
    const app = await apps.addApp('counted');
    const dyno = await apps.addDyno(app, 1, (request, response) => {
      if (request.url === '/500') response.writeHead(500).end();
      else if (request.url === '/cut')
        response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
      else if (request.url === '/hang-up') response.destroy();
      else if (request.url === '/slow') setTimeout(() => response.end('slow'), 300);
      else response.end('fine');
    });
    const release = randomUUID();
    await database.dataSource.query('update dynos set release_id = $2 where id = $1', [dyno.id, release]);
    await served('counted');
    // those before the first that was answered reached no dyno, and are none of the release
    await eventually(async () => expect((await trafficOf(app, release)).requests).toBe(1));
    for (const path of ['/500', '/500', '/cut', '/hang-up', '/slow', '/fine']) await ask('counted', path);
    await eventually(async () => expect((await trafficOf(app, release)).requests).toBe(1 + 6));
    const { serverErrors, resets, latencies } = await trafficOf(app, release);
    // what hung up before it answered became a 502
    expect({ serverErrors, resets }).toEqual({ serverErrors: 3, resets: 1 });
    expect(percentileMs(latencies, 1)).toBeGreaterThanOrEqual(300);
    expect(percentileMs(latencies, 0.5)).toBeLessThan(100);
  });

  it('is not held against it while it is in maintenance, but is while no dyno answers', async () => {
    const app = await apps.addApp('away');
    await eventually(async () => expect((await ask('away', '/'))?.status).toBe(503));
    await eventually(async () => expect((await trafficOf(app)).serverErrors).toBeGreaterThan(0));
    await apps.setMaintenance(app, true);
    await eventually(async () => expect((await ask('away', '/'))?.body).toContain('maintenance'));
    const witness = await apps.addApp('witness');
    await apps.addDyno(witness, 1, (_, response) => response.end('fine'));
    await served('witness');
    // what is told of it is told later than all that came before it
    const toldSoFar = async () => {
      const { requests } = await trafficOf(witness);
      await ask('witness', '/');
      await eventually(async () => expect((await trafficOf(witness)).requests).toBeGreaterThan(requests));
    };
    await toldSoFar();
    await toldSoFar();
    const { requests } = await trafficOf(app);
    await ask('away', '/');
    await toldSoFar();
    await toldSoFar();
    expect((await trafficOf(app)).requests).toBe(requests);
  });
});
