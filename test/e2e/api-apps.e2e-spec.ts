import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('apps', () => {
  it('are made with a name, v1 and an address below the base domain', async () => {
    const { status, body } = await api.admin.post('/apps', { name: 'shop', deadline_seconds: 60 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'shop',
      web_url: 'http://shop.localhost:8080/',
      create_status: 'complete',
      owner: { email: 'admin@localhost' },
      stack: { name: 'container' },
      generation: { name: 'cedar' },
      repo_size: 0,
      deadline_seconds: 60,
    });
    const releases = await api.admin.get('/apps/shop/releases');
    expect(releases.body).toMatchObject([
      { version: 1, description: 'Initial release', status: 'succeeded', image: null },
    ]);
    const domains = await api.admin.get('/apps/shop/domains');
    expect(domains.body).toMatchObject([{ hostname: 'shop.localhost', kind: 'heroku', status: 'succeeded' }]);
  });

  it('get a name when they have none', async () => {
    const { status, body } = await api.admin.post('/apps', {});
    expect(status).toBe(201);
    expect(body.name).toMatch(/^[a-z]+-[a-z]+-\d{5}$/);
  });

  it('are found by name and by id, and listed in the order of their names', async () => {
    const { body: app } = await api.admin.get('/apps/shop');
    expect((await api.admin.get(`/apps/${app.id}`)).body).toEqual(app);
    const names = (await api.admin.get('/users/~/apps')).body.map(({ name }: { name: string }) => name);
    expect(names).toEqual([...names].sort());
    expect(names).toContain('shop');
  });

  it('take another name, and their address with it', async () => {
    await api.admin.post('/apps', { name: 'before' });
    const { body } = await api.admin.patch('/apps/before', { name: 'after', maintenance: true });
    expect(body).toMatchObject({ name: 'after', maintenance: true, web_url: 'http://after.localhost:8080/' });
    expect((await api.admin.get('/apps/before')).status).toBe(404);
    expect((await api.admin.get('/apps/after/domains')).body).toMatchObject([{ hostname: 'after.localhost' }]);
    expect((await api.admin.patch('/apps/after', { name: 'shop' })).body.message).toBe(
      'Name shop is already taken. Choose another name for the app.',
    );
  });

  it('say which config vars their builds may see', async () => {
    await api.admin.post('/apps', { name: 'built' });
    const { body } = await api.admin.patch('/apps/built', { build_time_vars: ['NPM_TOKEN', 'A', 'A'] });
    expect(body.build_time_vars).toEqual(['A', 'NPM_TOKEN']);
    const refused = await api.admin.patch('/apps/built', { build_time_vars: ['--secret=x'] });
    expect(refused).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect((await api.admin.get('/apps/built')).body.build_time_vars).toEqual(['A', 'NPM_TOKEN']);
    expect((await api.admin.patch('/apps/built', { build_time_vars: [] })).body.build_time_vars).toEqual([]);
  });

  it('are destroyed with all that belongs to them', async () => {
    await api.admin.post('/apps', { name: 'doomed' });
    await api.admin.patch('/apps/doomed/config-vars', { A: '1' });
    expect((await api.admin.delete('/apps/doomed')).status).toBe(200);
    expect((await api.admin.get('/apps/doomed')).body).toEqual({
      id: 'not_found',
      message: "Couldn't find that app (doomed).",
      resource: 'app',
    });
    const [left] = await api.database.dataSource.query(
      'select count(*)::int as count from releases where app_id not in (select id from apps)',
    );
    expect(left.count).toBe(0);
  });

  it('have lists that Heroku asks for and that are empty', async () => {
    for (const path of ['/apps/shop/addons', '/apps/shop/webhooks', '/teams', '/pipelines', '/account/features']) {
      expect((await api.admin.get(path)).body).toEqual([]);
    }
    expect((await api.admin.get('/apps/shop/pipeline-couplings')).status).toBe(404);
  });

  it('say plainly what the platform does not have yet', async () => {
    for (const [path, thing] of Object.entries({
      '/apps/shop/addons': 'add-ons',
      '/apps/shop/webhooks': 'webhooks',
      '/apps/shop/log-drains': 'log drains',
    })) {
      const { status, body } = await api.admin.post(path, {});
      expect([path, status, body.id, body.message]).toEqual([
        path,
        404,
        'not_found',
        expect.stringContaining(`Jujube has no ${thing} yet.`),
      ]);
    }
    expect((await api.admin.post('/no/such/thing', {})).body.message).toContain('There is nothing at this address.');
  });
});

describe('config vars', () => {
  it('make a release each time they change, and none when they do not', async () => {
    await api.admin.post('/apps', { name: 'configured' });
    const set = await api.admin.patch('/apps/configured/config-vars', { GREETING: 'hi', FOO: '1' });
    expect(set).toMatchObject({ status: 200, body: { GREETING: 'hi', FOO: '1' } });
    await api.admin.patch('/apps/configured/config-vars', { GREETING: 'hi' });
    await api.admin.patch('/apps/configured/config-vars', { FOO: null });
    const { body } = await api.admin.get('/apps/configured/releases');
    expect(body.map(({ description }: { description: string }) => description)).toEqual([
      'Initial release',
      'Set GREETING, FOO config vars',
      'Unset FOO config vars',
    ]);
    expect((await api.admin.get('/apps/configured/config-vars')).body).toEqual({ GREETING: 'hi' });
    expect((await api.admin.get('/apps/configured/releases/v2/config-vars')).body).toEqual({
      GREETING: 'hi',
      FOO: '1',
    });
    expect((await api.admin.get('/apps/configured/releases/9/config-vars')).status).toBe(404);
  });

  it('lie sealed in the database and are in no answer but their own', async () => {
    const secret = 'sup3r-s3cret-value';
    await api.admin.patch('/apps/configured/config-vars', { SECRET: secret });
    const rows = await api.database.dataSource.query('select r::text as row from releases r');
    const answers = [await api.admin.get('/apps/configured/releases'), await api.admin.get('/apps/configured')];
    const hex = Buffer.from(secret).toString('hex');
    expect(JSON.stringify([rows, answers.map(({ body }) => body)])).not.toMatch(new RegExp(`${secret}|${hex}`));
  });
});

describe('domains', () => {
  it('are added once and removed again', async () => {
    const added = await api.admin.post('/apps/shop/domains', { hostname: 'Shop.Example.com.' });
    expect(added).toMatchObject({
      status: 201,
      body: { hostname: 'shop.example.com', kind: 'custom', cname: 'shop.localhost' },
    });
    expect((await api.admin.post('/apps/configured/domains', { hostname: 'shop.example.com' })).status).toBe(422);
    expect((await api.admin.get('/apps/shop/domains/shop.example.com')).body.id).toBe(added.body.id);
    expect((await api.admin.delete(`/apps/shop/domains/${added.body.id}`)).status).toBe(200);
    expect((await api.admin.delete('/apps/shop/domains/shop.example.com')).status).toBe(404);
    expect((await api.admin.delete('/apps/shop/domains/shop.localhost')).status).toBe(422);
  });
});
