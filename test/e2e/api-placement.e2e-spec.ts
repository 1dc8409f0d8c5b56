import { IMPOSSIBLE_RULES } from '../support/impossible-rules.js';
import { addHost } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;

const WEB = '/apps/shop/formation/web';

beforeAll(async () => {
  api = await startTestApi();
  const { body } = await api.admin.post('/apps', { name: 'shop' });
  // as a first build would leave it
  await api.database.dataSource.query(
    `with release as (insert into releases (app_id, version, description, image, process_types, config_encrypted, created_by)
       select id, 2, 'Deploy', 'r/shop@sha256:0', '{"web": "", "worker": "node worker.js"}', '', owner_id from apps where id = $1 returning id, app_id)
     insert into deployments (app_id, release_id, state, deadline_at) select app_id, id, 'succeeded', now() from release`,
    [body.id],
  );
  for (const type of ['web', 'worker']) {
    await api.database.dataSource.query(
      'insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib) values ($1, $2, 1, 50, 256)',
      [body.id, type],
    );
  }
  await addHost(api.database.dataSource, { name: 'h1', labels: { zone: 'a' } });
  await addHost(api.database.dataSource, { name: 'h2', labels: { zone: 'b', disk: 'ssd' } });
});
afterAll(() => api.stop());

const formations = () => api.database.dataSource.query('select * from formations order by id');

describe('placement rules that cannot be', () => {
  it.each(IMPOSSIBLE_RULES)('%s: refused with 422, id and message, and nothing is written', async (_, rules) => {
    const before = await formations();
    const answer = await api.admin.patch(WEB, { rules });
    expect(answer).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect(answer.body.message.length).toBeGreaterThan(10);
    expect(await formations()).toEqual(before);
  });

  it('are told with the arithmetic', async () => {
    const message = async (body: object) => (await api.admin.patch(WEB, body)).body.message;
    expect(await message({ quantity: 3, rules: { constraints: [['hostname', 'UNIQUE']] } })).toBe(
      'web can never run like this: 3 dynos are wanted, and 1 per hostname over 2 hosts makes at most 2.',
    );
    expect(await message({ memory_mib: 3000, quantity: 2, rules: { one_per_host: true } })).toMatch(
      /a rolling update keeps 2 of 2 dynos ready and starts 1 more, which makes 3, and .* the 2 hosts have room for 2/,
    );
    expect(await message({ rules: { constraints: [['zone', 'IS', 'c']] } })).toContain(
      'none of the 2 hosts left satisfies zone IS c (zone is a on 1, b on 1)',
    );
  });
});

describe('placement rules', () => {
  it('of every kind are taken and shown again', async () => {
    const rules = {
      constraints: [
        ['hostname', 'UNIQUE'],
        ['hostname', 'LIKE', 'h[12]'],
      ],
      affinity: [
        { target: 'label', selector: 'disk=ssd', topology_key: 'hostname', weight: 50, required: false },
        { target: 'service', selector: 'worker', topology_key: 'hostname', weight: -100, required: false },
      ],
      spread: [{ topology_key: 'zone', max_skew: 1, when_unsatisfiable: 'ScheduleAnyway', weight: 50 }],
      tolerations: ['gpu'],
      priority: 80,
      host_port: 8080,
      ports: [
        { name: 'metrics', container_port: 5001, protocol: 'tcp' },
        { name: 'dns', container_port: 53, host_port: 5353, protocol: 'udp' },
      ],
    };
    const sent = structuredClone(rules);
    sent.affinity[1]!.selector = 'shop.worker';
    const { status, body } = await api.admin.patch(WEB, { rules: sent });
    expect([status, body.rules]).toEqual([200, rules]);
    expect((await api.admin.get(WEB)).body.rules).toEqual(rules);
    expect((await api.admin.patch(WEB, { rules: {} })).body.rules).toEqual({});
  });

  it('let a check look at a named port, while there is one', async () => {
    const check = { protocol: 'tcp', interval_seconds: 5, timeout_seconds: 2, grace_seconds: 60 };
    const health_check = { ...check, max_consecutive_failures: 3, port_name: 'metrics' };
    const WORKER = '/apps/shop/formation/worker';
    const early = await api.admin.patch(WORKER, { health_check });
    expect([early.status, early.body.message]).toEqual([
      422,
      'Its check looks at a port of the process type, and worker has no port metrics; it has none that could.',
    ]);
    const both = await api.admin.patch(WORKER, { rules: { ports: [{ name: 'metrics' }] }, health_check });
    expect([both.status, both.body.health_check.port_name]).toEqual([200, 'metrics']);
    expect(await api.admin.patch(WORKER, { rules: {} })).toMatchObject({ status: 422 });
    const udp = { ports: [{ name: 'metrics', protocol: 'udp' }] };
    expect((await api.admin.patch(WORKER, { rules: udp })).body.message).toContain('is udp, which answers no check');
    expect((await api.admin.patch(WORKER, { rules: {}, health_check: null })).status).toBe(200);
  });

  it('give a host port only to what listens', async () => {
    const { status, body } = await api.admin.patch('/apps/shop/formation/worker', { rules: { host_port: 8080 } });
    expect([status, body.message]).toEqual([
      422,
      'worker has no port that could be port 8080 of its host: it gets one with a check (jujube checks:set worker).',
    ]);
  });

  it('are still read in the form of older versions', async () => {
    const old = JSON.stringify({ pool: 'default', hostLabels: { zone: 'a' }, isOnePerHost: true });
    await api.database.dataSource.query("update formations set rules = $1 where process_type = 'web'", [old]);
    expect((await api.admin.get(WEB)).body.rules).toEqual({
      pool: 'default',
      host_labels: { zone: 'a' },
      one_per_host: true,
    });
    expect((await api.admin.patch(WEB, { quantity: 2 })).body.message).toContain('1 per hostname over 1 host makes');
    await api.admin.patch(WEB, { rules: {} });
  });

  it('are set from a command, which leaves them alone when it speaks of sizes only', async () => {
    const run = async (command: string) => (await api.admin.post('/commands', { command })).body;
    const rules =
      '--constraint hostname:UNIQUE --affinity label:disk=ssd:50 --spread zone --tolerate gpu --priority 70';
    const place = `ps:place web -a shop ${rules} --anti-affinity service:shop.worker:hostname --cpu 250m`;
    expect(JSON.stringify(await run(place))).toContain(
      'hostname UNIQUE, near disk=ssd (50), away from worker (100), spread over zone, tolerates gpu, priority 70',
    );
    await run('ps:place web -a shop --memory 512Mi');
    expect((await api.admin.get(WEB)).body).toMatchObject({
      cpu_millis: 250,
      memory_mib: 512,
      rules: { constraints: [['hostname', 'UNIQUE']] },
    });
    await run('ps:place web -a shop');
    expect((await api.admin.get(WEB)).body.rules).toEqual({});
  });
});

describe('what a process type puts up with', () => {
  const run = async (words: string) =>
    (await api.admin.post('/commands', { command: `ps:disruption web -a shop ${words}` })).body;
  const asked = async () => (await api.admin.get(WEB)).body.disruption;
  const NO_BUDGET = { min_available: null, max_unavailable: null };
  const DEFAULT = { ...NO_BUDGET, lost_after_seconds: null, replace: true, reconcile: 'keep_replacement' };

  it('is changed member by member, shown, and set back', async () => {
    expect(await asked()).toEqual(DEFAULT);
    await run('--min-available 1 --lost-after 5m');
    await run('--max-unavailable 2');
    expect(await asked()).toEqual({ ...DEFAULT, max_unavailable: 2, lost_after_seconds: 300 });
    expect((await run('')).stdout).toMatch(/take at most 2 away at once\nReplaced: +300 s after their host/);
    await run('--lost-after default --max-unavailable off --replace off');
    expect(await asked()).toEqual({ ...DEFAULT, replace: false });
    expect((await run('')).stdout).toMatch(/as its update strategy says\nReplaced: +never/);
    await run('--replace on --reconcile keep_original');
    expect(await asked()).toEqual({ ...DEFAULT, reconcile: 'keep_original' });
    expect((await run('')).stdout).toMatch(/When it is back: +the original stays/);
    await run('--reset');
    expect(await asked()).toEqual(DEFAULT);
  });

  it.each([
    { min_available: 1, max_unavailable: 1 },
    { min_available: -1 },
    { min_available: '1' },
    { max_unavailable: 0 },
    { lost_after_seconds: 0.5 },
    { lost_after_seconds: 60, replace: false },
    { replace: 'no' },
    { reconcile: 'keep_both' },
    { reconcile: 'best_score', replace: false },
    { patience: 5 },
  ])('cannot be %j', async (disruption) => {
    const before = await formations();
    expect(await api.admin.patch(WEB, { disruption })).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect(await formations()).toEqual(before);
  });
});

describe('GET /apps/:app/placement', () => {
  const explain = (query = '') => api.admin.get(`/apps/shop/placement${query}`);

  it('says of every host whether it takes one more dyno, and why not', async () => {
    await api.admin.patch(WEB, { rules: { constraints: [['zone', 'IS', 'b']] } });
    const { status, body } = await explain();
    expect(status).toBe(200);
    expect(body.processes[0]).toMatchObject({
      type: 'web',
      quantity: 1,
      blocked: null,
      funnel: { considered: 2, refusals: [{ filter: 'constraints', hosts: 1 }] },
      hosts: [
        { host: 'h2', refused_by: null, score: expect.any(Number) },
        { host: 'h1', refused_by: 'constraints', reason: 'does not satisfy zone IS b', score: null },
      ],
    });
    expect(body.steps).toContain('start shop web.1 v2 on h2 (wanted)');
  });

  it('says what would happen, and changes nothing', async () => {
    const before = await formations();
    const { body } = await explain('?what_if=web%3D%2B1&what_if=host:h2%3Ddown');
    expect(body.processes[0].quantity).toBe(2);
    expect(body.steps.join()).toMatch(
      /cannot start shop web.2: no host fits web.2 of shop: 1 does not answer, 1 does not/,
    );
    expect(await formations()).toEqual(before);
    await api.admin.patch(WEB, { rules: {} });
  });

  it('is what ps:explain prints', async () => {
    const command = 'ps:explain -a shop --what-if web=+1 --what-if host:h2=down';
    const { stdout: output } = (await api.admin.post('/commands', { command })).body;
    expect(output).toContain('=== web (2): where one more would go');
    expect(output).toMatch(/h2 +0 +- +status: does not answer/);
    expect(output).toContain('=== If web=+1 and host:h2=down');
    expect(output).toContain('start shop web.1 v2 on h1 (wanted)');
  });

  it.each(['?what_if=web', '?what_if=clock%3D1', '?what_if=host:h9%3Ddown', `?${'what_if=web%3D1&'.repeat(21)}`])(
    'refuses %s',
    async (query) => {
      expect(await explain(query)).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    },
  );
});
