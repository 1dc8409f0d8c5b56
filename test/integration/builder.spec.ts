import { execFileSync } from 'node:child_process';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import { BuilderScene } from '../support/builder-scene.js';
import { eventually } from '../support/eventually.js';
import { testHosts } from '../support/test-hosts.js';
import { testRegistry } from '../support/test-registry.js';

const BASE = process.env['TEST_BASE_IMAGE'] ?? '';
const MINUTES = 60_000;
const SERVER = { 'server.js': 'console.log(1)\n', Procfile: 'web: node server.js\nworker: node work.js\n' };
const DOCKERFILE = `FROM ${BASE}\nWORKDIR /app\nRUN echo slow-step\nCOPY . .\nCMD ["node", "server.js"]\n`;

let scene: BuilderScene;
const registry = () => new RegistryClient(testRegistry());

beforeAll(async () => void (scene = await BuilderScene.open()), MINUTES);
afterAll(() => scene?.close(), MINUTES);
beforeEach(() => scene.repository.empty());

const query = (text: string, values: unknown[]) => scene.database.dataSource.query(text, values);

describe('a build', () => {
  it(
    'makes a release from a Dockerfile, with the commands of the Procfile',
    async () => {
      const { app, build } = await scene.build({ Dockerfile: DOCKERFILE, ...SERVER });
      const row = await scene.apps.ended(build);
      expect(row).toMatchObject({ state: 'succeeded', stack: 'dockerfile', failure: null });
      expect(row.commit).toBe(scene.repository.git('rev-parse', 'HEAD').trim());
      const processTypes = { web: 'node server.js', worker: 'node work.js' };
      expect(row.process_types).toEqual(processTypes);

      const digest = await registry().resolve(app.name, `build-${build}`);
      expect(row.image).toBe(`${testRegistry().host}/${app.name}@${digest}`);
      const { labels } = await registry().imageConfig(app.name, digest);
      expect(labels).toMatchObject({ 'io.jujube.app': app.name, 'io.jujube.build': build });

      const [release] = await query('select * from releases where id = $1', [row.release_id]);
      expect(release).toMatchObject({ version: 2, image: row.image, build_id: build, process_types: processTypes });
      expect(release.description).toBe(`Deploy ${row.commit?.slice(0, 8)}`);
      const [task] = await query('select state from tasks where build_id = $1', [build]);
      expect(task.state).toBe('finished');
      const output = await scene.apps.output(build);
      expect(output).toMatch(/-----> Fetching .*\n {7}Commit [0-9a-f]{40}\n-----> Building on the Dockerfile stack\n/);
      expect(output).toMatch(/-----> Launching \(web, worker\)\n {7}Released v2\n$/);
    },
    3 * MINUTES,
  );

  it(
    'makes an image of a source that has only a Procfile',
    async () => {
      const { app, build } = await scene.build(SERVER);
      const row = await scene.apps.ended(build);
      expect(row).toMatchObject({ state: 'succeeded', stack: 'procfile' });
      const config = await registry().imageConfig(app.name, `build-${build}`);
      expect(config).toMatchObject({ workdir: '/app', command: ['/bin/sh', '-c', 'node server.js'] });
    },
    3 * MINUTES,
  );

  it(
    'takes an uploaded archive and forgets it afterwards',
    async () => {
      const app = await scene.apps.createApp();
      scene.repository.commit(SERVER);
      const archive = execFileSync('tar', ['--create', '--gzip', '--directory', scene.repository.directory, '.']);
      const build = await scene.apps.buildArchive(app.id, archive);
      const row = await scene.apps.ended(build);
      expect(row).toMatchObject({ state: 'succeeded', commit: 'upload-1' });
      await eventually(async () => expect(await query('select id from sources', [])).toEqual([]));
    },
    3 * MINUTES,
  );

  it(
    'repeats only what has changed',
    async () => {
      const { app, build: first } = await scene.build({ Dockerfile: DOCKERFILE, ...SERVER });
      await scene.apps.ended(first);
      scene.repository.commit({ 'server.js': 'console.log(2)\n' });
      const second = await scene.apps.build(app.id, scene.repository.directory);
      expect(await scene.apps.ended(second)).toMatchObject({ state: 'succeeded' });
      const output = await scene.apps.output(second);
      expect(output).toMatch(/RUN echo slow-step\n--> Using cache/);
      expect(output).toMatch(/COPY \. \.\n--> [0-9a-f]/);
    },
    3 * MINUTES,
  );

  it(
    'does not overtake an earlier build of its app',
    async () => {
      const app = await scene.apps.createApp();
      scene.repository.commit({ Dockerfile: `FROM ${BASE}\nRUN sleep 8\n` });
      const slow = await scene.apps.build(app.id, scene.repository.directory);
      await scene.apps.outputHas(slow, 'RUN sleep 8');
      scene.repository.commit({ Dockerfile: `FROM ${BASE}\nCMD ["node"]\n` });
      const quick = await scene.apps.build(app.id, scene.repository.directory);
      await Promise.all([slow, quick].map((build) => scene.apps.ended(build)));
      expect(await scene.apps.output(slow)).toContain('Released v2');
      expect(await scene.apps.output(quick)).toMatch(/-----> Waiting for an earlier build of this app[^]*Released v3/);
    },
    3 * MINUTES,
  );

  it(
    'sees no variable of the builder and no password in its environment',
    async () => {
      const { build } = await scene.build({
        Dockerfile: `FROM ${BASE}\nRUN env | sort; cat /proc/1/environ | tr '\\0' '\\n'\n`,
      });
      await scene.apps.ended(build);
      const output = await scene.apps.output(build);
      expect(output).toContain('PATH=');
      for (const secret of [process.env['TEST_REGISTRY_PASSWORD'] ?? '', 'DATABASE_URL', 'MASTER_KEY']) {
        expect(output).not.toContain(secret);
      }
    },
    3 * MINUTES,
  );
});

describe('a build on a host whose sandbox is', () => {
  it.each([
    ['strict', 'needs no capability beyond the ordinary ones'],
    ['privileged', 'may have more'],
  ])(
    '%s %s',
    async (sandbox) => {
      const host = scene.hostId;
      scene.hostId = await scene.apps.addHost(testHosts()[0]!, { sandbox });
      const probe = `grep CapBnd /proc/self/status; grep Seccomp: /proc/1/status`;
      const { build } = await scene.build({ Dockerfile: `FROM ${BASE}\nRUN ${probe}; echo built\n` });
      expect(await scene.apps.ended(build, { withinMs: 4 * MINUTES })).toMatchObject({ state: 'succeeded' });
      expect(await scene.apps.output(build)).toContain('\nbuilt\n');
      scene.hostId = host;
    },
    5 * MINUTES,
  );
});

describe('a build that is not wanted any more', () => {
  it(
    'ends within seconds while it runs',
    async () => {
      const { app, build } = await scene.build({ Dockerfile: `FROM ${BASE}\nRUN echo sleeping-now; sleep 500\n` });
      await scene.apps.outputHas(build, '\nsleeping-now');
      await scene.apps.cancel(app.id, build);
      expect(await scene.apps.ended(build, { withinMs: 15_000 })).toMatchObject({
        state: 'cancelled',
        release_id: null,
      });
    },
    3 * MINUTES,
  );

  it(
    'ends while it waits for a host, which it was told about',
    async () => {
      const host = scene.hostId;
      scene.hostId = null;
      const { app, build } = await scene.build({ Dockerfile: DOCKERFILE, ...SERVER });
      await scene.apps.outputHas(build, 'Waiting for a host: no host fits it: 2 lack memory');
      await scene.apps.cancel(app.id, build);
      expect(await scene.apps.ended(build, { withinMs: 15_000 })).toMatchObject({ state: 'cancelled' });
      const tasks = () => query('select state from tasks where build_id = $1', [build]);
      await eventually(async () => expect(await tasks()).toEqual([{ state: 'finished' }]));
      scene.hostId = host;
    },
    3 * MINUTES,
  );

  it(
    'ends while it waits for its turn',
    async () => {
      const app = await scene.apps.createApp();
      scene.repository.commit({ Dockerfile: `FROM ${BASE}\nRUN sleep 500\n` });
      const builds: string[] = [];
      for (let index = 0; index < 3; index++) builds.push(await scene.apps.build(app.id, scene.repository.directory));
      const [first = '', second = '', third = ''] = builds;
      await Promise.all([first, second].map((build) => scene.apps.outputHas(build, 'RUN sleep 500')));
      await scene.apps.cancel(app.id, third);
      expect(await scene.apps.row(third)).toMatchObject({ state: 'cancelled', attempt: 0 });
      await Promise.all([first, second].map((build) => scene.apps.cancel(app.id, build)));
      await Promise.all([first, second].map((build) => scene.apps.ended(build)));
    },
    3 * MINUTES,
  );
});
