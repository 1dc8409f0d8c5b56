import { DeployedApps } from '../support/deployed-apps.js';
import { eventually } from '../support/eventually.js';
import { startScheduler, type RunningScheduler } from '../support/running-scheduler.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { testHosts } from '../support/test-hosts.js';

const image = process.env['TEST_BASE_IMAGE'] ?? '';
const WEB = `node -e "require('http').createServer((q,s)=>s.end(process.env.DYNO+' '+process.env.GREETING)).listen(process.env.PORT)"`;

let database: TestDatabase;
let apps: DeployedApps;
let scheduler: RunningScheduler;

beforeAll(async () => {
  database = await createTestDatabase();
  apps = new DeployedApps(database.dataSource);
  for (const host of testHosts()) await apps.addHost(host);
  scheduler = await startScheduler(database.url);
}, 60_000);

afterAll(async () => {
  await apps?.query('delete from apps');
  await apps?.nudge();
  await eventually(async () => expect(await liveDynos()).toBe(0), { withinMs: 60_000 });
  await scheduler?.stop();
  await database?.drop();
}, 120_000);

async function liveDynos(): Promise<number> {
  const [row] = await database.dataSource.query(
    `select count(*)::int as count from dynos where state not in ('stopped', 'crashed', 'lost')`,
  );
  return row.count;
}

describe('the scheduler', () => {
  it('places web=3 over three hosts, healthy and answering', async () => {
    const app = await apps.addApp();
    const deployment = await apps.release(app, { image, processTypes: { web: WEB }, config: { GREETING: 'hi' } });
    await apps.scale(app, { web: 3 });
    await eventually(async () => expect(await apps.deployment(deployment)).toMatchObject({ state: 'succeeded' }), {
      withinMs: 90_000,
    });
    const dynos = await apps.dynos(app);
    expect(dynos.map((dyno) => dyno.state)).toEqual(['up', 'up', 'up']);
    expect(new Set(dynos.map((dyno) => dyno.hostId)).size).toBe(3);
    for (const dyno of dynos) {
      const answer = await fetch(`http://${dyno.hostAddress}:${dyno.hostPort}/`);
      expect(await answer.text()).toBe(`web.${dyno.slot} hi`);
    }
  }, 120_000);
});
