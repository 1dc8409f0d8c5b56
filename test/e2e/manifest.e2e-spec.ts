import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { DeployedApps } from '../support/deployed-apps.js';
import { addHost, endDeployment } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

const JUJUBE = path.resolve(import.meta.dirname, '../../scripts/jujube.mjs');
const MANIFEST = `deadline_seconds: 120
processes:
  web:
    quantity: 2
    cpu: 250m
    memory: 512Mi
    constraints: [zone:GROUP_BY]
    affinity: [{target: service, selector: shop.worker, weight: -20}]
    spread: [{topology_key: zone, when_unsatisfiable: ScheduleAnyway}]
    checks: {protocol: http, path: /up}
    update: {strategy: canary, canary: 1, auto_promote_after_seconds: 60}
  worker:
    update: {auto_revert: true}
`;

let api: TestApi;
let directory: string;

beforeAll(async () => {
  api = await startTestApi();
  directory = await mkdtemp(path.join(tmpdir(), 'manifest-'));
  await addHost(api.database.dataSource, { name: 'h1', labels: { zone: 'a' } });
  await addHost(api.database.dataSource, { name: 'h2', labels: { zone: 'b' } });
});
afterAll(async () => {
  await api.stop();
  await rm(directory, { recursive: true });
});
beforeEach(async () => {
  const { dataSource } = api.database;
  const { body } = await api.admin.post('/apps', { name: 'shop' });
  const apps = new DeployedApps(dataSource);
  const app = { appId: body.id, name: body.name, userId: body.owner.id };
  // as a first build would leave it
  await dataSource.query(
    `insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib)
     select $1, unnest(array['web', 'worker']), 1, 50, 256`,
    [app.appId],
  );
  await apps.release(app, { image: 'r/shop@sha256:0', processTypes: { web: '', worker: 'node worker.js' } });
  await endDeployment(dataSource, 'shop', 'succeeded');
});
afterEach(() => api.admin.delete('/apps/shop'));

/** jujube at a terminal, in a directory of its own. */
async function jujube(args: string[], { input = '' } = {}) {
  const env = { ...process.env, JUJUBE_URL: api.url, JUJUBE_TOKEN: api.adminToken };
  const child = spawn(process.execPath, [JUJUBE, ...args, '-a', 'shop'], { cwd: directory, env, timeout: 60_000 });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { rc: await ended, stdout, stderr };
}

const write = (name: string, content: string) => writeFile(path.join(directory, name), content);
const everything = async () => [
  await api.database.dataSource.query('select * from formations order by process_type'),
  await api.database.dataSource.query('select name, deadline_seconds, updated_at from apps'),
  await api.database.dataSource.query('select version from releases order by version'),
];

describe('jujube apply', () => {
  it('says what would change, changes it, and then has nothing to change', async () => {
    await write('jujube.yml', MANIFEST);
    const before = await everything();
    const dry = await jujube(['apply', '--dry-run']);
    expect(dry).toMatchObject({
      rc: 0,
      stderr: 'Comparing jujube.yml to shop... done, 17 changes; nothing was changed\n',
    });
    expect(dry.stdout).toMatch(/web\.cpu +50m +→ +250m\n/);
    expect(dry.stdout).toMatch(/web\.constraints +- +→ +zone:GROUP_BY\n/);
    expect(dry.stdout).toMatch(/deadline_seconds +300 +→ +120\n/);
    expect(await everything()).toEqual(before);

    const done = await jujube(['apply']);
    expect(done).toMatchObject({
      rc: 0,
      stderr: 'Applying jujube.yml to shop... done, 17 changes\n',
      stdout: dry.stdout,
    });
    expect((await api.admin.get('/apps/shop')).body.deadline_seconds).toBe(120);
    expect((await api.admin.get('/apps/shop/formation')).body).toMatchObject([
      {
        ...{ type: 'web', quantity: 2, cpu_millis: 250, memory_mib: 512 },
        rules: {
          constraints: [['zone', 'GROUP_BY']],
          affinity: [{ target: 'service', selector: 'worker', weight: -20 }],
          spread: [{ topology_key: 'zone', when_unsatisfiable: 'ScheduleAnyway' }],
        },
        health_check: { protocol: 'http', path: '/up', interval_seconds: 5 },
        update: { strategy: 'canary', canary: 1, auto_promote_after_seconds: 60 },
      },
      { type: 'worker', quantity: 1, cpu_millis: 50, update: { strategy: 'rolling', auto_revert: true } },
    ]);
    const after = await everything();
    expect(await jujube(['apply'])).toEqual({
      rc: 0,
      stdout: '',
      stderr: 'Applying jujube.yml to shop... done, nothing to change\n',
    });
    expect(await everything()).toEqual(after);
  }, 60_000);

  it('has nothing to change by what export prints', async () => {
    await api.admin.put('/apps/shop/manifest', { text: MANIFEST });
    const { stdout: exported } = await jujube(['export']);
    expect(exported).toContain('    cpu: 250m\n');
    const again = await jujube(['apply', '--dry-run', '-'], { input: exported });
    expect(again).toEqual({ rc: 0, stdout: '', stderr: 'Comparing jujube.yml to shop... done, nothing to change\n' });
    await api.admin.patch('/apps/shop/formation/web', { quantity: 1, rules: {}, health_check: null, update: null });
    await jujube(['apply', '-'], { input: exported });
    expect((await api.admin.get('/apps/shop/manifest')).body.text).toBe(exported);
  }, 60_000);

  it('names the line of what is wrong, in the file that was named, and changes nothing', async () => {
    await write('other.yml', MANIFEST.replace('memory:', 'memmory:'));
    const before = await everything();
    const { rc, stderr } = await jujube(['apply', 'other.yml', '--json']);
    expect(rc).toBe(1);
    expect(stderr).toMatch(/Error: other\.yml:6: unknown key "memmory" below processes\.web; did you mean memory\?/);
    expect(await everything()).toEqual(before);
  }, 60_000);
});

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
