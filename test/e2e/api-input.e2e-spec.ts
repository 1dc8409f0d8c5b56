import { addHost } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;

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
  await addHost(api.database.dataSource, { name: 'h1' });
  await addHost(api.database.dataSource, { name: 'h2', labels: { disk: 'ssd' } });
});
afterAll(() => api.stop());

const state = () =>
  api.database.dataSource.query(
    `select (select json_agg(f order by f.id) from formations f) as formations, (select json_agg(a) from apps a) as apps,
       (select count(*) from releases) as releases, (select count(*) from domains) as domains`,
  );

describe('bad input', () => {
  const huge = 'x'.repeat(300);
  const cases: [string, 'post' | 'patch', string, unknown][] = [
    ['an app name with capitals', 'post', '/apps', { name: 'Shop' }],
    ['an app name that is one letter', 'post', '/apps', { name: 'a' }],
    ['an app name that is long', 'post', '/apps', { name: 'a'.repeat(31) }],
    ['an app name that is an option', 'post', '/apps', { name: '--rm' }],
    ['an app name that is a path', 'post', '/apps', { name: '../etc' }],
    ['an app name that is reserved', 'post', '/apps', { name: 'registry' }],
    ['an app name that is a number', 'post', '/apps', { name: 42 }],
    ['an app name that is null', 'post', '/apps', { name: null }],
    ['an app name that is empty', 'post', '/apps', { name: '' }],
    ['an app name that is another language', 'post', '/apps', { name: 'läden' }],
    ['an unknown field', 'post', '/apps', { nmae: 'x' }],
    ['an unknown region', 'post', '/apps', { region: 'moon' }],
    ['an unknown stack', 'patch', '/apps/shop', { build_stack: 'heroku-22' }],
    ['a deadline of no time', 'patch', '/apps/shop', { deadline_seconds: 0 }],
    ['a deadline of text', 'patch', '/apps/shop', { deadline_seconds: '300' }],
    ['maintenance that is text', 'patch', '/apps/shop', { maintenance: 'on' }],
    ['an owner', 'patch', '/apps/shop', { owner: 'me' }],
    ['no config var', 'patch', '/apps/shop/config-vars', {}],
    ['a config var that is a number', 'patch', '/apps/shop/config-vars', { A: 1 }],
    ['a config var that is an object', 'patch', '/apps/shop/config-vars', { A: { b: 1 } }],
    ['a config var with a bad name', 'patch', '/apps/shop/config-vars', { 'A-B': '1' }],
    ['a config var that is ours', 'patch', '/apps/shop/config-vars', { JUJUBE_APP: 'x' }],
    ['PORT', 'patch', '/apps/shop/config-vars', { PORT: '80' }],
    ['a config var of 40 KiB', 'patch', '/apps/shop/config-vars', { A: 'x'.repeat(40 * 1024) }],
    ['no updates', 'patch', '/apps/shop/formation', { updates: [] }],
    ['updates that are no list', 'patch', '/apps/shop/formation', { updates: 'web=3' }],
    ['an update that is text', 'patch', '/apps/shop/formation', { updates: ['web=3'] }],
    ['an update of nothing', 'patch', '/apps/shop/formation', { updates: [{ quantity: 1 }] }],
    [
      'half an update',
      'patch',
      '/apps/shop/formation',
      {
        updates: [
          { type: 'web', quantity: 2 },
          { type: 'worker', quantity: -1 },
        ],
      },
    ],
    ['a negative quantity', 'patch', '/apps/shop/formation/web', { quantity: -1 }],
    ['a quantity below zero', 'patch', '/apps/shop/formation/web', { quantity: '-2' }],
    ['half a dyno', 'patch', '/apps/shop/formation/web', { quantity: 1.5 }],
    ['a quantity of text', 'patch', '/apps/shop/formation/web', { quantity: 'many' }],
    ['too many dynos', 'patch', '/apps/shop/formation/web', { quantity: 1e9 }],
    ['a quantity that is a list', 'patch', '/apps/shop/formation/web', { quantity: [1] }],
    ['memory that no host has', 'patch', '/apps/shop/formation/web', { memory_mib: 65_536 }],
    ['no memory', 'patch', '/apps/shop/formation/web', { memory_mib: 0 }],
    ['cpu that no host has', 'patch', '/apps/shop/formation/web', { cpu_millis: 64_000 }],
    ['a pool that no host is in', 'patch', '/apps/shop/formation/web', { rules: { pool: 'gpu' } }],
    ['a label that no host has', 'patch', '/apps/shop/formation/web', { rules: { host_labels: { disk: 'tape' } } }],
    [
      'one per host on too few hosts',
      'patch',
      '/apps/shop/formation/web',
      { quantity: 3, rules: { one_per_host: true } },
    ],
    ['an unknown rule', 'patch', '/apps/shop/formation/web', { rules: { rack: 'r1' } }],
    ['a label that is a number', 'patch', '/apps/shop/formation/web', { rules: { host_labels: { disk: 1 } } }],
    ['half a health check', 'patch', '/apps/shop/formation/web', { health_check: { protocol: 'http' } }],
    [
      'an unknown protocol',
      'patch',
      '/apps/shop/formation/web',
      { health_check: { protocol: 'udp', interval_seconds: 1 } },
    ],
    ['a domain with a scheme', 'post', '/apps/shop/domains', { hostname: 'https://example.com' }],
    ['a domain of one word', 'post', '/apps/shop/domains', { hostname: 'example' }],
    ['a domain with white space', 'post', '/apps/shop/domains', { hostname: 'exa mple.com' }],
    ['a domain below the base domain', 'post', '/apps/shop/domains', { hostname: 'other.localhost' }],
    ['an address for a domain', 'post', '/apps/shop/domains', { hostname: '10.0.0.1' }],
    ['a long domain', 'post', '/apps/shop/domains', { hostname: `${huge}.com` }],
    ['no domain', 'post', '/apps/shop/domains', {}],
    ['no source', 'post', '/apps/shop/builds', {}],
    ['a source without address', 'post', '/apps/shop/builds', { source_blob: {} }],
    ['a source that is text', 'post', '/apps/shop/builds', { source_blob: 'https://x/y.git' }],
    ['a source with more', 'post', '/apps/shop/builds', { source_blob: { url: 'https://x/y.git', privileged: true } }],
    ['no command', 'post', '/commands', {}],
    ['a command that is a list', 'post', '/commands', { command: ['apps'] }],
  ];

  it.each(cases)('%s is refused with 422, id and message, and nothing is written', async (_, method, path, body) => {
    const before = await state();
    const answer = await api.admin[method](path, body);
    expect(answer).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect(answer.body.message.length).toBeGreaterThan(10);
    expect(await state()).toEqual(before);
  });

  it('names the field, wherever it is', async () => {
    const message = async (path: string, body: object) => (await api.admin.patch(path, body)).body.message;
    expect(await message('/apps/shop/formation', { updates: [{ type: 'web', quantit: 1 }] })).toMatch(
      /^updates\.0\.quantit: unknown field/,
    );
    expect(
      await message('/apps/shop/formation/web', { health_check: { protocol: 'tcp', interval_seconds: 'x' } }),
    ).toMatch(/^health_check\./);
    expect(await message('/apps/shop', { maintenance: 1 })).toBe('maintenance must be a boolean value');
  });

  it('is told the arithmetic of what is impossible', async () => {
    const { body } = await api.admin.patch('/apps/shop/formation/web', { memory_mib: 65_536 });
    expect(body.message).toBe(
      'web can never run like this: it wants cpu 50m and memory 64Gi per dyno, and the biggest host for it, h1, has cpu 2 and memory 4Gi.',
    );
  });

  it('that names an unknown process type is 404', async () => {
    expect(
      (await api.admin.patch('/apps/shop/formation', { updates: [{ type: 'clock', quantity: 1 }] })).body,
    ).toMatchObject({
      id: 'not_found',
      message: "Couldn't find that process type (clock). It has: web, worker.",
    });
  });
});

describe('good input', () => {
  it('scales, resizes and places several process types at once', async () => {
    const { status, body } = await api.admin.patch('/apps/shop/formation', {
      updates: [
        { type: 'web', quantity: '+1', size: 'Standard-1X', cpu_millis: 250, memory_mib: 512 },
        { type: 'worker', quantity: 2, rules: { host_labels: { disk: 'ssd' } }, dyno_size: { name: 'basic' } },
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { type: 'web', quantity: 2, size: '250m-512Mi', cpu_millis: 250, memory_mib: 512, rules: {} },
      { type: 'worker', quantity: 2, command: 'node worker.js', rules: { host_labels: { disk: 'ssd' } } },
    ]);
  });

  it('sets and removes a health check', async () => {
    const check = {
      protocol: 'http',
      path: '/up',
      interval_seconds: 5,
      timeout_seconds: 2,
      grace_seconds: 60,
      max_consecutive_failures: 3,
    };
    const put = (wanted: object | null) => api.admin.patch('/apps/shop/formation/web', { health_check: wanted });
    expect((await put(check)).body.health_check).toEqual({ ...check, on_unhealthy: 'recreate' });
    const brake = { ...check, on_unhealthy: 'recreateOnQuorum', quorum: 2 };
    expect((await put(brake)).body.health_check).toEqual(brake);
    expect((await put({ ...check, quorum: 2 })).status).toBe(422);
    expect((await put(null)).body.health_check).toBeNull();
    expect((await api.admin.patch('/apps/shop/formation/web', { quantity: 0 })).body).toMatchObject({
      quantity: 0,
      type: 'web',
    });
  });
});
