import { RegistryClient } from '@jujube/registry/registry-client.js';
import { BuiltApps } from '../support/built-apps.js';
import { GitRepository } from '../support/git-repository.js';
import { placeByHand } from '../support/place-by-hand.js';
import { builderEnvironment, startBuilder, type RunningBuilder } from '../support/running-builder.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { testHosts } from '../support/test-hosts.js';
import { testRegistry } from '../support/test-registry.js';

const BASE = process.env['TEST_BASE_IMAGE'] ?? '';

let database: TestDatabase;
let builder: RunningBuilder;
let apps: BuiltApps;
let places: { stop(): Promise<void> };
const repository = new GitRepository();

beforeAll(async () => {
  database = await createTestDatabase();
  builder = await startBuilder(builderEnvironment(database.url, { SOURCE_ROOTS: repository.root }));
  apps = new BuiltApps(database.dataSource, builder.commands, [repository.root]);
  const [host] = testHosts();
  const hostId = await apps.addHost(host!);
  places = placeByHand(database.dataSource, () => hostId);
}, 60_000);

afterAll(async () => {
  await builder?.stop();
  await places?.stop();
  await database?.drop();
  repository.remove();
}, 60_000);

describe('a build', () => {
  it('makes a release from a Dockerfile', async () => {
    const app = await apps.createApp();
    const commit = repository.commit({
      Dockerfile: `FROM ${BASE}\nWORKDIR /app\nCOPY . .\nRUN echo baked > baked.txt\nCMD ["node", "server.js"]\n`,
      Procfile: 'web: node server.js\nworker: node work.js\n',
      'server.js': 'console.log(1)\n',
    });
    const build = await apps.build(app.id, repository.directory);
    const row = await apps.ended(build);
    expect(await apps.output(build)).toContain('-----> Building on the Dockerfile stack');
    if (process.env['SHOW']) console.log(await apps.output(build));
    expect(row).toMatchObject({ state: 'succeeded', stack: 'dockerfile', commit, failure: null });
    expect(row.process_types).toEqual({ web: 'node server.js', worker: 'node work.js' });
    const registry = new RegistryClient(testRegistry());
    const digest = await registry.resolve(app.name, `build-${build}`);
    expect(row.image).toBe(`${testRegistry().host}/${app.name}@${digest}`);
    const { labels } = await registry.imageConfig(app.name, digest);
    expect(labels).toMatchObject({ 'io.jujube.app': app.name, 'io.jujube.build': build });
  }, 180_000);
});
