import { ConfigQueries } from '@jujube/usecases/config/config.queries.js';
import { BuilderScene } from '../support/builder-scene.js';

const MINUTES = 60_000;
const PROCFILE = { Procfile: 'web: node server.js\nworker: node work.js\n' };
const MANIFEST = `deadline_seconds: 77
processes:
  web:
    quantity: 2
    cpu: 120m
    constraints: [zone:GROUP_BY]
    checks: {protocol: http, path: /up}
    update: {strategy: canary, canary: 1}
  clock:
    command: node clock.js
`;

let scene: BuilderScene;

beforeAll(async () => void (scene = await BuilderScene.open()), MINUTES);
afterAll(() => scene?.close(), MINUTES);
beforeEach(() => scene.repository.empty());

const query = (text: string, values: unknown[]) => scene.database.dataSource.query(text, values);
const settings = (appId: string) =>
  query(
    `select process_type, quantity, cpu_millis, rules, health_check, update_settings from formations
     where app_id = $1 order by process_type = 'web' desc, process_type`,
    [appId],
  );
const deadlines = (appId: string) =>
  query(
    `select r.version, d.state, round(extract(epoch from d.deadline_at - d.created_at)) as seconds, a.deadline_seconds
     from deployments d join releases r on r.id = d.release_id join apps a on a.id = d.app_id where a.id = $1 order by r.version`,
    [appId],
  );
const configOf = (releaseId: string | null) => scene.builder.get(ConfigQueries).ofRelease(releaseId ?? '');
const rebuild = async (appId: string, files: Record<string, string>) => {
  scene.repository.commit(files);
  const build = await scene.apps.build(appId, scene.repository.directory);
  return { build, row: await scene.apps.ended(build) };
};

it(
  'the manifest of a source holds with the release of its build; later builds leave the dynos as many as they are',
  async () => {
    const { app, build } = await scene.build({ ...PROCFILE, 'jujube.yml': MANIFEST });
    const row = await scene.apps.ended(build);
    const processTypes = { web: 'node server.js', worker: 'node work.js', clock: 'node clock.js' };
    expect(row).toMatchObject({ state: 'succeeded', process_types: processTypes });
    const output = await scene.apps.output(build);
    expect(output).toMatch(/-----> Reading jujube.yml\n[^]* {7}web.cpu: - → 120m\n[^]*-----> Building on the Procfile/);
    const nothing = { quantity: 0, cpu_millis: 50, rules: {}, health_check: null, update_settings: {} };
    const web = {
      process_type: 'web',
      quantity: 2,
      cpu_millis: 120,
      update_settings: { strategy: 'canary', canary: 1 },
    };
    expect(await settings(app.id)).toEqual([
      {
        ...web,
        rules: { constraints: [['zone', 'GROUP_BY']], hostLabels: {} },
        health_check: expect.objectContaining({ path: '/up' }),
      },
      { process_type: 'clock', ...nothing },
      { process_type: 'worker', ...nothing },
    ]);
    // the deployment of the release that brought it goes by it already
    expect((await deadlines(app.id)).at(-1)).toMatchObject({
      version: 2,
      state: 'pending',
      seconds: '77',
      deadline_seconds: 77,
    });

    await query(`update formations set quantity = 5 where app_id = $1 and process_type = 'web'`, [app.id]);
    const again = await rebuild(app.id, { 'jujube.yml': MANIFEST.replace('120m', '130m') });
    expect(again.row.state).toBe('succeeded');
    expect(await scene.apps.output(again.build)).toMatch(/Reading jujube.yml\n {7}web.cpu: 120m → 130m\n----->/);
    expect((await settings(app.id))[0]).toMatchObject({ quantity: 5, cpu_millis: 130 });
  },
  3 * MINUTES,
);

it(
  'a manifest that cannot hold fails the build with its line and changes nothing, and so does a build that fails later',
  async () => {
    const { app, build } = await scene.build({ ...PROCFILE, 'jujube.yml': MANIFEST.replace('    cpu:', '    cpus:') });
    const { state, failure } = await scene.apps.ended(build);
    expect(state).toBe('failed');
    expect(failure).toMatch(
      /^bad_manifest: jujube\.yml:5: unknown key "cpus" below processes\.web; did you mean cpu\?/,
    );
    expect(await scene.apps.output(build)).not.toContain('Building on');

    const unknown = await rebuild(app.id, { 'jujube.yml': 'processes:\n  cron: {quantity: 1}\n' });
    expect(unknown.row.failure).toBe(
      'bad_manifest: jujube.yml:2: there is no process type cron. The app has web, worker. Give it a command to add it.',
    );
    const later = await rebuild(app.id, { 'jujube.yml': MANIFEST, Dockerfile: 'FROM scratch\nCOPY nowhere .\n' });
    expect(later.row).toMatchObject({ state: 'failed', failure: expect.stringMatching(/^dockerfile_failed/) });
    scene.repository.empty();
    const required = await rebuild(app.id, { ...PROCFILE, 'app.json': '{"env": {"KEY": {"description": "x"}}}' });
    expect(required.row.failure).toMatch(/^bad_manifest: app\.json:1: KEY is required, and the app has none/);
    const misnamed = await rebuild(app.id, { 'jujube.yaml': MANIFEST });
    expect(misnamed.row.failure).toMatch(/^bad_manifest: jujube\.yaml is not read: call it jujube\.yml/);
    expect(await settings(app.id)).toEqual([]);
    expect(await deadlines(app.id)).toMatchObject([{ version: 1, deadline_seconds: 300 }]);
  },
  3 * MINUTES,
);

it(
  'an app.json counts where there is no jujube.yml: quantities and config vars of the first build; commands need no Procfile',
  async () => {
    const size = 'standard-2x';
    const env = { GREETING: 'hi', SESSION_SECRET: { generator: 'secret' } };
    const appJson = { env, formation: { worker: { quantity: 3, size } } };
    const { app, build } = await scene.build({ ...PROCFILE, 'app.json': JSON.stringify(appJson) });
    const first = await scene.apps.ended(build);
    const config = await configOf(first.release_id);
    expect(config).toEqual({ GREETING: 'hi', SESSION_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const output = await scene.apps.output(build);
    expect(output).toContain('       config.GREETING: - → set\n');
    expect(output).toContain('app.json:1: size standard-2x says nothing here');
    const quantities = [{ quantity: 1 }, { quantity: 3 }];
    expect(await settings(app.id)).toMatchObject(quantities);

    const more = {
      env: { ...env, NEW: 'x', GREETING: 'hello' },
      formation: { worker: { quantity: 5 }, web: { quantity: 5 } },
    };
    const second = await rebuild(app.id, { 'app.json': JSON.stringify(more) });
    expect(await configOf(second.row.release_id)).toEqual(config);
    expect(await settings(app.id)).toMatchObject(quantities);
    expect(await scene.apps.output(second.build)).toContain('-----> Reading app.json\n       It changes nothing\n');

    scene.repository.empty();
    const only = 'processes:\n  web: {command: node other.js}\n';
    const { row } = await rebuild(app.id, { 'app.json': '{"unknown": true}', 'jujube.yml': only });
    expect(row).toMatchObject({ state: 'succeeded', stack: 'procfile', process_types: { web: 'node other.js' } });
  },
  3 * MINUTES,
);
