import { addBuiltShop, addTwoZones, allOfShop, SHOP_MANIFEST as MANIFEST } from '../support/built-shop.js';
import { endDeployment } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  await addTwoZones(api);
});
afterAll(() => api.stop());
beforeEach(() => addBuiltShop(api));
afterEach(() => api.admin.delete('/apps/shop'));

const everything = () => allOfShop(api);

describe('PUT /apps/:app/manifest', () => {
  const put = (manifest: string, more: object = {}) =>
    api.admin.put('/apps/shop/manifest', { text: manifest, ...more });
  const process = (line: string) => `processes:\n  worker: {cpu: 70m}\n  web:\n    ${line}\n`;

  it.each([
    [
      'a rule that no host satisfies',
      process('constraints: [zone:IS:c]'),
      'jujube.yml:3: web can never run like this: ',
    ],
    [
      'rules that contradict each other',
      process('constraints: [zone:IS:a, zone:IS:b]'),
      'jujube.yml:3: These rules can never hold',
    ],
    ['a strategy that contradicts itself', process('update: {confirm: manual}'), 'jujube.yml:4: Update strategy: '],
    [
      'more canaries than dynos',
      process('update: {strategy: canary, canary: 9}'),
      'jujube.yml:4: Update strategy: canary 9',
    ],
    [
      'a process type without command',
      'processes:\n  cron: {cpu: 1}\n',
      'jujube.yml:2: there is no process type cron. The app has web, worker.',
    ],
    ['text that is no YAML', 'processes: {web', 'jujube.yml:1: '],
  ])('refuses %s with its line and writes nothing', async (_, manifest, message) => {
    const before = await everything();
    const answer = await put(manifest);
    expect(answer).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect(answer.body.message).toContain(message);
    expect(answer.body).toMatchObject({ file: 'jujube.yml', line: expect.any(Number) });
    expect(await everything()).toEqual(before);
  });

  it.each([
    [{}],
    [{ text: 1 }],
    [{ text: '', dryrun: true }],
    [{ text: '', dry_run: 'yes' }],
    [{ text: '', file: '' }],
  ])('refuses the body %j', async (body) => {
    expect(await api.admin.put('/apps/shop/manifest', body)).toMatchObject({
      status: 422,
      body: { id: 'invalid_params' },
    });
  });

  it('makes one release of other and of new commands, on which its sizes hold', async () => {
    const manifest =
      'deadline_seconds: 99\nprocesses:\n  worker: {command: node w2.js}\n  clock: {command: node clock.js, quantity: 1, cpu: 70m}\n';
    expect((await put(manifest, { dry_run: true })).body).toMatchObject({ release_version: 3, dry_run: true });
    expect((await put(manifest)).body).toMatchObject({
      release_version: 3,
      changes: [
        { setting: 'deadline_seconds', from: '300', to: '99' },
        { setting: 'clock.command', from: null, to: 'node clock.js' },
        { setting: 'clock.quantity', from: null, to: '1' },
        { setting: 'clock.cpu', from: null, to: '70m' },
        { setting: 'clock.memory', from: null, to: '256Mi' },
        { setting: 'worker.command', from: 'node worker.js', to: 'node w2.js' },
      ],
    });
    const { body: release } = await api.admin.get('/apps/shop/releases/3');
    expect(release).toMatchObject({ description: 'Change clock, worker', status: 'pending', image: 'r/shop@sha256:0' });
    expect(release.process_types).toEqual({ web: '', worker: 'node w2.js', clock: 'node clock.js' });
    expect((await api.admin.get('/apps/shop/formation/clock')).body).toMatchObject({ quantity: 1, cpu_millis: 70 });
    expect((await put(manifest)).body).toMatchObject({ changes: [], release_version: null });
  });

  it('sets the config vars of an app.json that the app lacks, by a release, and tells no values', async () => {
    await api.admin.patch('/apps/shop/config-vars', { KEPT: 'mine' });
    const app = (env: object) => put(JSON.stringify({ env }), { file: 'app.json' });
    const env = { KEPT: 'theirs', GREETING: 'hi there', SECRET: { generator: 'secret' } };
    const { body } = await app(env);
    expect(body).toMatchObject({
      release_version: 4,
      changes: [{ setting: 'config.GREETING' }, { setting: 'config.SECRET' }],
    });
    expect(JSON.stringify(body)).not.toContain('hi there');
    const vars = (await api.admin.get('/apps/shop/config-vars')).body;
    expect(vars).toEqual({ KEPT: 'mine', GREETING: 'hi there', SECRET: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await app(env)).body).toMatchObject({ release_version: null, changes: [] });
    expect((await app({ KEY: {} })).body.message).toMatch(/^app\.json:1: KEY is required, and the app has none/);
  });

  it('leaves the strategy of a deployment that is under way', async () => {
    await put('processes: {worker: {command: node w2.js}}');
    expect(await put(process('update: {strategy: recreate}'))).toMatchObject({
      status: 409,
      body: { id: 'conflict', version: 3 },
    });
    await endDeployment(api.database.dataSource, 'shop', 'succeeded');
    expect((await put(process('update: {strategy: recreate}'))).status).toBe(200);
  });

  it('takes away what is said to be empty and keeps what is not said', async () => {
    await put(MANIFEST);
    const { body } = await put('processes: {web: {constraints: [], checks: null, update: null, spread: null}}');
    expect(body.changes.map(({ to }: { to: string | null }) => to)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    const { body: web } = await api.admin.get('/apps/shop/formation/web');
    expect(web).toMatchObject({ quantity: 2, health_check: null, update: { strategy: 'rolling' } });
    expect(Object.keys(web.rules)).toEqual(['affinity']);
  });

  it('sends whoever has built nothing yet to the repository', async () => {
    await api.admin.post('/apps', { name: 'fresh' });
    const answer = await api.admin.put('/apps/fresh/manifest', { text: MANIFEST });
    expect(answer.body.message).toMatch(/^jujube\.yml:3: fresh has nothing that could run before its first build/);
    expect((await api.admin.put('/apps/fresh/manifest', { text: 'deadline_seconds: 50' })).status).toBe(200);
    await api.admin.delete('/apps/fresh');
  });

  it("is for the app's own people", async () => {
    const other = await api.newUser('other@localhost');
    expect((await other.put('/apps/shop/manifest', { text: MANIFEST })).status).toBe(404);
    expect((await other.get('/apps/shop/manifest')).status).toBe(404);
  });

  it("knows Heroku's app.json by its name, and is spoken by POST /commands as text", async () => {
    const appJson = '{"name": "Shop", "formation": {"web": {"quantity": 2, "size": "basic"}}}';
    expect((await put(appJson, { file: 'app.json' })).body).toMatchObject({
      changes: [{ setting: 'web.quantity', from: '1', to: '2' }],
      notes: [expect.stringContaining('size basic says nothing here')],
    });
    const run = async (command: string) => (await api.admin.post('/commands', { command })).body;
    const line = "apply --text 'processes: {web: {cpu: 90m}}' -a shop";
    expect(await run(line)).toMatchObject({ rc: 0, stdout: expect.stringMatching(/web\.cpu +50m +→ +90m/) });
    expect(await run('export -a shop')).toMatchObject({ rc: 0, stdout: expect.stringContaining('cpu: 90m') });
    expect(await run('apply jujube.yml -a shop')).toMatchObject({ rc: 1, stderr: expect.stringContaining('--text') });
  });
});
