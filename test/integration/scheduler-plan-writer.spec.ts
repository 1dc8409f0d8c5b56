import { reconcile } from '@jujube/core/rollout/reconcile.js';
import { Leadership } from '@jujube/database/leaders/leadership.js';
import { Nudges } from '@jujube/database/nudges.js';
import { observe } from '@jujube/usecases/placement/observe.js';
import { PlanWriter } from '../../apps/scheduler/src/actor/plan-writer.js';
import { FencedWrites } from '../../apps/scheduler/src/leader/fenced-writes.js';
import { addHost } from '../support/play-scheduler.js';
import { DeployedApps } from '../support/deployed-apps.js';
import type { SeededApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const PORTS = { from: 20_000, to: 29_999 };

let database: TestDatabase;
let leadership: Leadership;
let nudges: Nudges;
let writer: PlanWriter;
let apps: DeployedApps;

beforeEach(async () => {
  database = await createTestDatabase();
  apps = new DeployedApps(database.dataSource);
  leadership = await lead('first');
  nudges = new Nudges(database.dataSource, database.url);
  writer = new PlanWriter(new FencedWrites(database.dataSource, leadership), nudges);
  for (const name of ['h1', 'h2', 'h3']) await addHost(database.dataSource, { name });
});

afterEach(async () => {
  await leadership.release();
  await nudges.onModuleDestroy();
  await database.drop();
});

async function lead(holder: string): Promise<Leadership> {
  const leading = new Leadership({ url: database.url, name: 'scheduler', holder });
  await leading.acquire(AbortSignal.timeout(10_000));
  return leading;
}

const look = () =>
  database.dataSource.transaction('REPEATABLE READ', (manager) => observe(manager, { portRange: PORTS }));

async function wantedApp(quantity: number): Promise<SeededApp> {
  const app = await apps.addApp();
  await apps.release(app, { image: 'r/app@sha256:0', processTypes: { web: 'web' } });
  await apps.scale(app, { web: quantity });
  return app;
}

async function writeNext(): Promise<Awaited<ReturnType<PlanWriter['write']>>> {
  const now = await look();
  return writer.write(reconcile(now.wanted, now.cluster), now);
}

const change = (sql: string) => database.dataSource.query(sql);

describe('the writer of plans', () => {
  it.each([
    ['cordoned', `update hosts set is_cordoned = true where name = 'h2'`, 'cordoned'],
    ['drained', `update hosts set is_draining = true where name = 'h2'`, 'draining'],
    ['moved to another pool', `update hosts set pool = 'other' where name = 'h2'`, 'pool'],
    [
      'found down',
      `update host_status set status = 'down' where host_id = (select id from hosts where name = 'h2')`,
      'status',
    ],
    ['removed', `delete from hosts where name = 'h2'`, 'gone'],
  ])(
    'leaves out what a host takes no more since it was %s, and the next plan places it',
    async (_what, sql, filter) => {
      const app = await wantedApp(6);
      const now = await look();
      const plan = reconcile(now.wanted, now.cluster);
      await change(sql);
      const { dynos, refused } = await writer.write(plan, now);
      expect(dynos.map(({ hostName }) => hostName).sort()).toEqual(['h1', 'h1', 'h3', 'h3']);
      expect(refused.map((each) => each.filter)).toEqual([filter, filter]);
      await writeNext();
      expect((await apps.dynos(app)).map(({ hostName }) => hostName).sort()).toEqual([
        'h1',
        'h1',
        'h1',
        'h3',
        'h3',
        'h3',
      ]);
    },
  );

  it('fills a host that became smaller only as far as it is', async () => {
    await change(`update hosts set is_cordoned = true where name <> 'h1'`);
    await wantedApp(4);
    const now = await look();
    await change(`update host_status set memory_mib = 150`);
    const { dynos, refused } = await writer.write(reconcile(now.wanted, now.cluster), now);
    expect([dynos.length, refused.map(({ filter }) => filter)]).toEqual([2, ['memory', 'memory']]);
  });

  it('changes nothing once another scheduler leads', async () => {
    await wantedApp(2);
    const now = await look();
    await change(`update leaders set fence = fence + 1 where name = 'scheduler'`);
    await expect(writer.write(reconcile(now.wanted, now.cluster), now)).rejects.toThrow();
    expect(await change('select count(*)::int as count from dynos')).toEqual([{ count: 0 }]);
  });
});
