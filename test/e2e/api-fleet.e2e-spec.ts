import { observe } from '@jujube/usecases/placement/observe.js';
import { addDyno, addHost } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  const { body } = await api.admin.post('/apps', { name: 'shop' });
  const { dataSource } = api.database;
  // as a first build and the scheduler would leave it
  await dataSource.query(
    `with release as (insert into releases (app_id, version, description, image, process_types, config_encrypted, created_by)
       select id, 2, 'Deploy', 'r/shop@sha256:0', '{"web": ""}', '', owner_id from apps where id = $1 returning id, app_id)
     insert into deployments (app_id, release_id, state, deadline_at) select app_id, id, 'succeeded', now() from release`,
    [body.id],
  );
  await dataSource.query(
    `insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib) values ($1, 'web', 3, 50, 256)`,
    [body.id],
  );
  const h1 = await addHost(dataSource, { name: 'h1', memoryMib: 1024 });
  const h2 = await addHost(dataSource, { name: 'h2', memoryMib: 512 });
  await addHost(dataSource, { name: 'b1', pool: 'build' });
  await addDyno(dataSource, { app: 'shop', hostId: h1, slot: 1 });
  await addDyno(dataSource, { app: 'shop', hostId: h1, slot: 2 });
  await addDyno(dataSource, { app: 'shop', hostId: h2, slot: 3 });
  await addDyno(dataSource, { app: 'shop', hostId: h2, slot: 4, state: 'stopped' });
});
afterAll(() => api.stop());

describe('GET /fleet/report', () => {
  it('says what hosts and pools have, and what would not fit if one died', async () => {
    const { status, body } = await api.admin.get('/fleet/report');
    expect(status).toBe(200);
    expect(body.pools).toEqual([
      {
        ...{ name: 'build', hosts: 1, open_hosts: 1, dynos: 0 },
        capacity: { cpu_millis: 2000, memory_mib: 4096 },
        reserved: { cpu_millis: 0, memory_mib: 0 },
        free: { cpu_millis: 2000, memory_mib: 4096 },
      },
      {
        ...{ name: 'default', hosts: 2, open_hosts: 2, dynos: 3 },
        capacity: { cpu_millis: 4000, memory_mib: 1536 },
        reserved: { cpu_millis: 150, memory_mib: 768 },
        free: { cpu_millis: 3850, memory_mib: 768 },
      },
    ]);
    const [, h1, h2] = body.hosts;
    expect(h1).toMatchObject({
      ...{ name: 'h1', status: 'ready', cordoned: false, draining: false, dynos: 2 },
      free: { cpu_millis: 1900, memory_mib: 512 },
      homeless: [
        {
          ...{ app: 'shop', type: 'web', dynos: 1 },
          funnel: {
            considered: 2,
            refusals: [
              { filter: 'pool', hosts: 1 },
              { filter: 'memory', hosts: 1 },
            ],
          },
          reason: expect.stringContaining('1 lacks memory (256 MiB wanted)'),
        },
      ],
    });
    expect(h2).toMatchObject({ name: 'h2', dynos: 1, homeless: [] });
  });

  it('is what fleet:report prints', async () => {
    const run = async (command: string) => (await api.admin.post('/commands', { command })).body;
    const { rc, stdout } = await run('fleet:report');
    expect(rc).toBe(0);
    expect(stdout).toMatch(/h1 +ready +2 +100m of 2 +1900m +512Mi of 1Gi +512Mi +default +1 of 2 would not fit/);
    expect(stdout).toContain('=== If h1 died');
    expect(stdout).toContain('shop web: 1 dyno would not fit (no host fits web.2 of shop: 1 is not in pool default');
    expect(JSON.parse((await run('fleet:report --json')).stdout)).toEqual((await api.admin.get('/fleet/report')).body);
    await api.database.dataSource.query("update formations set memory_mib = 128 where process_type = 'web'");
    expect((await run('fleet:report')).stdout).toContain(
      'Any one host may die: what runs there would fit on the others.',
    );
  });

  it('is for administrators', async () => {
    const user = await api.newUser('someone@localhost');
    expect(await user.get('/fleet/report')).toMatchObject({ status: 403, body: { id: 'forbidden' } });
    expect((await fetch(`${api.url}/fleet/report`)).status).toBe(401);
    const { rc, stderr } = (await user.post('/commands', { command: 'fleet:report' })).body;
    expect([rc, stderr]).toEqual([1, expect.stringContaining('Error')]);
  });
});

describe('GET /fleet/rebalance', () => {
  beforeAll(async () => {
    const { dataSource } = api.database;
    // two dynos on one host, with another that has room for both
    await dataSource.query(
      `update dynos set state = 'stopped' where slot = 3;
       update hosts set pool = 'default' where name = 'b1'`,
    );
    await dataSource.query("update formations set quantity = 2, memory_mib = 256 where process_type = 'web'");
    const { steps } = (await api.admin.get('/apps/shop/placement')).body;
    expect(steps.join()).toContain('start shop web');
  });

  it('proposes nothing while dynos are about to be replaced', async () => {
    expect(await api.admin.get('/fleet/rebalance')).toMatchObject({ status: 200, body: { moves: [] } });
    const { rc, stdout } = (await api.admin.post('/commands', { command: 'rebalance --dry-run' })).body;
    expect([rc, stdout]).toEqual([0, expect.stringContaining('Nothing is clearly better off elsewhere.')]);
  });

  it('says where dynos of a kind would be apart, and moves nothing', async () => {
    await settle();
    const { body } = await api.admin.get('/fleet/rebalance?moves=5');
    expect(body.moves).toEqual([
      {
        app: 'shop',
        dyno: 'web.1',
        from: 'h1',
        to: expect.any(String),
        reason: expect.stringMatching(/^h1 has 1 more of web/),
      },
    ]);
    const run = async (command: string) => (await api.admin.post('/commands', { command })).body;
    expect((await run('rebalance --dry-run')).stdout).toMatch(
      /shop +web\.1 +h1 +\w+ +h1 has 1 more of web, \w+ has none/,
    );
    expect(JSON.parse((await run('rebalance --dry-run --moves 5 --json')).stdout)).toEqual(body);
    expect((await api.admin.get('/fleet/rebalance')).body).toEqual(body);
  });

  it('does not pretend that it moves anything', async () => {
    const { rc, stderr } = (await api.admin.post('/commands', { command: 'rebalance' })).body;
    expect([rc, stderr]).toEqual([2, expect.stringContaining('Say rebalance --dry-run')]);
  });

  it.each(['0', '-1', '1.5', '1001', 'x', ''])('refuses moves=%s', async (moves) => {
    const answer = await api.admin.get(`/fleet/rebalance?moves=${moves}`);
    expect(answer).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
  });

  it('is for administrators', async () => {
    const user = await api.newUser('another@localhost');
    expect((await user.get('/fleet/rebalance')).status).toBe(403);
  });
});

/** Dynos as the scheduler would have made them from what is wanted now. */
async function settle(): Promise<void> {
  const { dataSource } = api.database;
  const { wanted } = await observe(dataSource.manager, { portRange: { from: 20_000, to: 29_999 } });
  const [slot] = wanted.apps[0]!.processes[0]!.slots;
  await dataSource.query(
    `update dynos set generation = $1, healthy_since = now() - interval '1 hour', state_since = now() - interval '1 hour'`,
    [slot!.generation],
  );
}
