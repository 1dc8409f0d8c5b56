import { Engines } from '@jujube/containers/engines.js';
import { LABEL } from '@jujube/containers/labels.js';
import { installationIdOf } from '@jujube/settings/master-key.js';
import { BUILDER_MASTER_KEY } from '../support/builder-master-key.js';
import { BuilderProcess } from '../support/builder-process.js';
import { BuiltApps } from '../support/built-apps.js';
import { eventually } from '../support/eventually.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { GitRepository } from '../support/git-repository.js';
import { placeByHand } from '../support/place-by-hand.js';
import { builderEnvironment } from '../support/running-builder.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { overTls, testHosts } from '../support/test-hosts.js';
import { startUseCases, type UseCases } from '../support/use-cases.js';

const BASE = process.env['TEST_BASE_IMAGE'] ?? '';
const MINUTES = 60_000;
const SLOW = { Dockerfile: `FROM ${BASE}\nRUN echo half-way && sleep 6\n` };

let database: TestDatabase;
let useCases: UseCases;
let apps: BuiltApps;
let places: { stop(): Promise<void> };
let hostId: string;
let builders: BuilderProcess[] = [];
const repository = new GitRepository();
const engines = new Engines({ installation: installationIdOf(Buffer.from(BUILDER_MASTER_KEY, 'base64')) });

beforeAll(async () => {
  database = await createTestDatabase();
  useCases = await startUseCases(database.url);
  apps = new BuiltApps(database.dataSource, useCases.commands, [repository.root]);
  hostId = await apps.addHost(testHosts()[0]!);
  places = placeByHand(database.dataSource, () => hostId);
}, MINUTES);

afterEach(async () => {
  await Promise.all(builders.map((builder) => builder.end('SIGKILL')));
  builders = [];
}, MINUTES);

afterAll(async () => {
  await engines.closeAll();
  await places?.stop();
  await useCases?.stop();
  await database?.drop();
  repository.remove();
}, MINUTES);

async function startBuilder(): Promise<BuilderProcess> {
  const builder = await BuilderProcess.start(builderEnvironment(database.url, { SOURCE_ROOTS: repository.root }));
  builders.push(builder);
  return builder;
}

async function startBuild(files: Record<string, string>): Promise<string> {
  const app = await apps.createApp();
  repository.commit(files);
  return apps.build(app.id, repository.directory);
}

async function containersOf(build: string): Promise<string[]> {
  const lists = testHosts().map((host) => engines.for(overTls(host)).list({ labels: { 'io.jujube.build': build } }));
  return (await Promise.all(lists)).flat().map(({ name }) => name);
}

describe('a build whose builder', () => {
  it(
    'is killed is taken over by another one, and releases once',
    async () => {
      const first = await startBuilder();
      const build = await startBuild(SLOW);
      await apps.outputHas(build, '\nhalf-way');
      await first.end('SIGKILL');
      expect(await containersOf(build)).toHaveLength(1);
      await startBuilder();
      await eventually(async () => expect(await apps.row(build)).toMatchObject({ attempt: 2 }), { withinMs: 30_000 });
      expect(await apps.ended(build)).toMatchObject({ state: 'succeeded', attempt: 2 });
      const releases = await database.dataSource.query('select version from releases where build_id = $1', [build]);
      expect(releases).toEqual([{ version: 2 }]);
      await eventually(async () => expect(await containersOf(build)).toEqual([]));
    },
    4 * MINUTES,
  );

  it(
    'is stopped goes on in another one, and it does not count as an attempt',
    async () => {
      const first = await startBuilder();
      const build = await startBuild(SLOW);
      await apps.outputHas(build, '\nhalf-way');
      expect(await first.end('SIGTERM')).toBe(0);
      expect(await containersOf(build)).toEqual([]);
      expect(await apps.row(build)).toMatchObject({ state: 'pending', attempt: 0 });
      await startBuilder();
      expect(await apps.ended(build)).toMatchObject({ state: 'succeeded', attempt: 1 });
    },
    4 * MINUTES,
  );

  it(
    'dies again and again is given up',
    async () => {
      const build = await startBuild(SLOW);
      await database.dataSource.query('update builds set attempt = 3 where id = $1', [build]);
      await startBuilder();
      const row = await apps.ended(build);
      expect(row.failure).toMatch(/^worker_lost/);
    },
    2 * MINUTES,
  );
});

describe('the host of a build', () => {
  it(
    'is lost: the build moves to another one',
    async () => {
      const [, bad] = testHosts();
      const proxy = await new FaultProxy({ path: bad!.socket }).listen();
      const badId = await apps.addHost(bad!, { by: `unix://${proxy.socketPath}` });
      const goodId = hostId;
      hostId = badId;
      await startBuilder();
      const build = await startBuild(SLOW);
      await apps.outputHas(build, '\nhalf-way');
      await proxy.set('refuse');
      await apps.setHostStatus(badId, 'disconnected');
      hostId = goodId;
      expect(await apps.ended(build)).toMatchObject({ state: 'succeeded', attempt: 1 });
      expect(await apps.output(build)).toMatch(/was lost while it built; looking for another one/);
      hostId = goodId;
      await eventually(async () => expect(await containersOf(build)).toHaveLength(1));
      await proxy.set('pass');
      await apps.setHostStatus(badId, 'ready');
      await eventually(async () => expect(await containersOf(build)).toEqual([]), { withinMs: MINUTES });
      await proxy.close();
    },
    4 * MINUTES,
  );

  it(
    'is cleared of what dead builds left there, and of nothing else',
    async () => {
      const engine = engines.for(overTls(testHosts()[0]!));
      const image = process.env['TEST_BUILDER_IMAGE'] ?? '';
      const spec = { image, command: ['sleep', '600'], cpuMillis: 10, memoryMib: 32 };
      const orphan = {
        [LABEL.kind]: 'build',
        'io.jujube.build': '00000000-0000-4000-8000-000000000000',
        'io.jujube.fence': '1',
      };
      await engine.create({ ...spec, name: 'jj-build-orphan', labels: orphan });
      await engine.create({ ...spec, name: 'jj-dyno-beside', labels: { [LABEL.kind]: 'dyno' } });
      await startBuilder();
      const names = async () => (await engine.list()).map(({ name }) => name);
      await eventually(async () => expect(await names()).not.toContain('jj-build-orphan'), { withinMs: MINUTES });
      expect(await names()).toContain('jj-dyno-beside');
      await engine.remove('jj-dyno-beside', { force: true });
    },
    2 * MINUTES,
  );
});
