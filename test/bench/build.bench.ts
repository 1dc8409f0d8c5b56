import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { BuilderProcess } from '../support/builder-process.js';
import { BuiltApps } from '../support/built-apps.js';
import { eventually } from '../support/eventually.js';
import { GitRepository } from '../support/git-repository.js';
import { placeByHand } from '../support/place-by-hand.js';
import { builderEnvironment } from '../support/running-builder.js';
import { createTestDatabase } from '../support/test-database.js';
import { firstTestHost, overTls } from '../support/test-hosts.js';
import { testRegistryWithLogin } from '../support/test-registry.js';
import { startUseCases } from '../support/use-cases.js';
import { median, printTable } from './table.js';

/**
 * Prints how long a build takes from the request to the release, next to `docker build` and `docker push` of the same files on
 * the same engine: on a host that has nothing, for a new app on a host that has built before, after one changed file, and after
 * none. Goal: at most 1.2 × cold, 3 × warm. Wants the services of scripts/machine/dev-services.mjs and `npm run build`.
 */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const BASE = process.env['TEST_BASE_IMAGE'] ?? '';
const STATES = ['new host', 'new app', 'one file changed', 'nothing changed'] as const;
const DOCKERFILE = `FROM ${BASE}
WORKDIR /app
RUN head -c 20000000 /dev/urandom > /opt/tool && sleep 1
COPY package.json ./
RUN node --version
COPY . .
ENV NODE_ENV=production
RUN node --check web.js
CMD ["node", "web.js"]
`;

type State = (typeof STATES)[number];
type Times = Record<State, number[]>;

const host = firstTestHost();
const docker = new Docker({ host: host.address, port: 2376, ...overTls(host).tls });
const registry = testRegistryWithLogin();
const repository = new GitRepository();
const database = await createTestDatabase();
const useCases = await startUseCases(database.url);
const apps = new BuiltApps(database.dataSource, useCases.commands, [repository.root]);
const hostId = await apps.addHost(host);
const places = placeByHand(database.dataSource, () => hostId);
const builder = await BuilderProcess.start(builderEnvironment(database.url, { SOURCE_ROOTS: repository.root }));
let changes = 0;

for (const sample of ['Procfile', 'Dockerfile'] as const) await measure(sample);

await builder.end('SIGTERM');
await places.stop();
await useCases.stop();
await database.drop();
repository.remove();
process.exit(0);

async function measure(sample: 'Procfile' | 'Dockerfile'): Promise<void> {
  writeSample(sample);
  const jujube = noTimes();
  const plain = noTimes();
  for (let round = 0; round < ROUNDS; round++) {
    await emptyHost();
    await runRound(jujube, await withJujube());
    await emptyHost();
    await runRound(plain, withDocker(sample));
  }
  const row = (state: State) => {
    const [ours, theirs] = [median(jujube[state]), median(plain[state])];
    return [state, (ours / 1000).toFixed(2), (theirs / 1000).toFixed(2), (ours / theirs).toFixed(2)];
  };
  printTable([[`sample with a ${sample}`, 'jujube s', 'docker s', 'ratio'], ...STATES.map(row)]);
}

/** One build in each state, in this order. */
async function runRound(times: Times, build: (isNewApp: boolean) => Promise<void>): Promise<void> {
  times['new host'].push(await timed(() => build(true)));
  times['new app'].push(await timed(() => build(true)));
  writeFileSync(path.join(repository.directory, 'web.js'), `// ${++changes}\n`, { flag: 'a' });
  repository.commit({});
  times['one file changed'].push(await timed(() => build(false)));
  times['nothing changed'].push(await timed(() => build(false)));
}

async function withJujube(): Promise<(isNewApp: boolean) => Promise<void>> {
  let app = await apps.createApp();
  return async (isNewApp) => {
    if (isNewApp) app = await apps.createApp();
    const build = await apps.build(app.id, repository.directory);
    const { state, failure } = await apps.ended(build, { withinMs: 300_000, everyMs: 10 });
    if (state !== 'succeeded') throw new Error(`a build failed: ${failure}`);
  };
}

function withDocker(sample: string): (isNewApp: boolean) => Promise<void> {
  let repositoryName = '';
  return async (isNewApp) => {
    if (isNewApp) repositoryName = `bench-${Date.now()}`;
    const t = `${registry.host}/${repositoryName}:latest`;
    const tree = execFileSync('git', ['archive', 'HEAD'], { cwd: repository.directory });
    const { username, password } = registry.login!;
    const account = { username, password };
    const options = { t, dockerfile: sample === 'Procfile' ? 'Dockerfile.plain' : 'Dockerfile', nocache: isNewApp };
    const login = { registryconfig: { [registry.host]: account } };
    const building = docker.buildImage(Readable.from([tree]), { ...options, ...login } as Docker.ImageBuildOptions);
    await finished(await building);
    await finished(await docker.getImage(t).push({ authconfig: { ...account, serveraddress: registry.host } }));
  };
}

function writeSample(sample: 'Procfile' | 'Dockerfile'): void {
  repository.empty();
  cpSync('docker/sample', repository.directory, { recursive: true });
  // what is made of a Procfile, for docker to build
  const plain = `FROM ${BASE}\nWORKDIR /app\nENV NODE_ENV=production\nCOPY . .\nCMD ["/bin/sh", "-c", "node web.js"]\n`;
  repository.commit(sample === 'Procfile' ? { 'Dockerfile.plain': plain } : { Dockerfile: DOCKERFILE });
}

/** The host keeps nothing but the builder image, which belongs to its installation. */
async function emptyHost(): Promise<void> {
  // the last container goes after the end of its build
  await eventually(async () => {
    const { length } = await docker.listContainers({ all: true, filters: { name: ['jj-'] } });
    if (length > 0) throw new Error(`${length} containers of builds are still there`);
  });
  const { Volumes } = await docker.listVolumes();
  const ours = (Volumes ?? []).filter(({ Name }) => Name.startsWith('jj-'));
  await Promise.all(ours.map(({ Name }) => docker.getVolume(Name).remove().catch(ignoreGone)));
  const images = await docker.listImages();
  const others = images.filter((image) => !image.RepoTags?.some((tag) => tag.includes('/jujube/builder')));
  for (const { Id } of others) await docker.getImage(Id).remove({ force: true }).catch(ignoreGone);
}

// the builder clears away too, and an image goes with its child
function ignoreGone(error: { statusCode?: number }): void {
  if (error.statusCode !== 404) throw error;
}

async function finished(stream: NodeJS.ReadableStream): Promise<void> {
  const events = await new Promise<{ error?: string }[]>((resolve, reject) => {
    docker.modem.followProgress(stream, (error, all) => (error ? reject(error) : resolve(all)));
  });
  const failed = events.find(({ error }) => error);
  if (failed) throw new Error(failed.error);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

function noTimes(): Times {
  return { 'new host': [], 'new app': [], 'one file changed': [], 'nothing changed': [] };
}
