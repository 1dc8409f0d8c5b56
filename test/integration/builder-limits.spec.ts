import { BUILD_LABEL } from '../../apps/builder/src/container/build-labels.js';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { Engines } from '@jujube/containers/engines.js';
import { installationIdOf } from '@jujube/settings/master-key.js';
import { BuilderScene } from '../support/builder-scene.js';
import { eventually } from '../support/eventually.js';
import { overTls, testHosts } from '../support/test-hosts.js';
import { BUILDER_MASTER_KEY } from '../support/builder-master-key.js';

const BASE = process.env['TEST_BASE_IMAGE'] ?? '';
const MINUTES = 60_000;

const LIMITS = { BUILD_OUTPUT_MIB: '1', BUILD_PIDS: '128' };
const SHORT_TIMES = { BUILD_TIMEOUT_SECONDS: '14', BUILD_STALL_SECONDS: '8' };

let scene: BuilderScene;
afterAll(async () => eventually(async () => expect(await buildContainers()).toEqual([])), MINUTES);

const running = (command: string) => ({ Dockerfile: `FROM ${BASE}\nRUN ${command}\n` });

async function failureOf(files: Record<string, string>): Promise<string> {
  const { build } = await scene.build(files);
  const row = await scene.apps.ended(build);
  expect(row.state).toBe('failed');
  expect(await scene.apps.output(build)).toContain(` !     ${row.failure}`.split('\n')[0]);
  return row.failure ?? '';
}

async function onAllHosts<T>(look: (engine: ContainerEngine) => Promise<T[]>): Promise<T[]> {
  const engines = new Engines({ installation: installationIdOf(Buffer.from(BUILDER_MASTER_KEY, 'base64')) });
  const found = await Promise.all(testHosts().map((host) => look(engines.for(overTls(host)))));
  await engines.closeAll();
  return found.flat();
}

// what fills a host's store of the base image belongs to no build, and a builder that a test killed may have left it
const buildContainers = async () =>
  (await onAllHosts((engine) => engine.list())).filter(({ labels }) => BUILD_LABEL.build in labels);
const cacheVolumes = async () => (await onAllHosts((engine) => engine.listVolumes())).map(({ name }) => name);

describe('a build that misbehaves ends as a failed build that says why', () => {
  beforeAll(async () => void (scene = await BuilderScene.open(LIMITS)), MINUTES);
  afterAll(() => scene?.close(), MINUTES);

  it(
    'when a command of the Dockerfile fails',
    async () => {
      const failure = await failureOf(running('echo before && exit 7'));
      expect(failure).toMatch(/^dockerfile_failed: .*exit code 7/);
    },
    2 * MINUTES,
  );

  it(
    'when the base image does not exist',
    async () => {
      const failure = await failureOf({ Dockerfile: `FROM ${BASE}-of-nobody\n` });
      expect(failure).toMatch(/^dockerfile_failed: An image that the Dockerfile names cannot be used/);
    },
    2 * MINUTES,
  );

  it(
    'when the Dockerfile is none',
    async () => {
      expect(await failureOf({ Dockerfile: 'HELLO world\n' })).toMatch(/^dockerfile_failed/);
    },
    2 * MINUTES,
  );

  it(
    'when it floods its output',
    async () => {
      expect(await failureOf(running('yes'))).toMatch(/^output_limit: .*1 MiB/);
    },
    2 * MINUTES,
  );

  it(
    'when it needs more memory than its place has',
    async () => {
      const failure = await failureOf(running(`node -e "const a=[];for(;;)a.push(Buffer.alloc(1e7,1))"`));
      expect(failure).toMatch(/^out_of_memory/);
    },
    2 * MINUTES,
  );

  it(
    'when it forks without end',
    async () => {
      const failure = await failureOf(running(`perl -e 'for (;;) { defined fork or die "cannot fork: $!" }'`));
      expect(failure).toMatch(/^pids_limit/);
    },
    2 * MINUTES,
  );

  it(
    'when there is nothing to go by',
    async () => {
      scene.repository.empty();
      const failure = await failureOf({ 'index.html': 'hello' });
      expect(failure).toMatch(/^no_stack: .*Dockerfile.*Procfile/);
    },
    2 * MINUTES,
  );
});

describe('a build has only so much time', () => {
  beforeAll(async () => void (scene = await BuilderScene.open(SHORT_TIMES)), MINUTES);
  afterAll(() => scene?.close(), MINUTES);

  it(
    'and is ended when it goes on for ever',
    async () => {
      const failure = await failureOf(running('while true; do echo again; sleep 1; done'));
      expect(failure).toMatch(/^build_timeout: .*14 seconds/);
    },
    2 * MINUTES,
  );

  it(
    'and is ended when it waits for something that never comes',
    async () => {
      expect(await failureOf(running('sleep 600'))).toMatch(/^build_stalled: .*8 seconds/);
    },
    2 * MINUTES,
  );
});

describe('a build has only so much disk', () => {
  beforeAll(async () => void (scene = await BuilderScene.open({ BUILD_DISK_FREE_MIB: '9999999' })), MINUTES);
  afterAll(() => scene?.close(), MINUTES);

  it(
    'and is ended before the apps of its host have none',
    async () => {
      expect(await failureOf(running('sleep 30'))).toMatch(/^disk_full: .*MiB of disk left/);
    },
    2 * MINUTES,
  );
});

describe('the layers kept for an app', () => {
  beforeAll(async () => void (scene = await BuilderScene.open({ BUILD_CACHE_MIB: '5' })), MINUTES);
  afterAll(() => scene?.close(), MINUTES);

  it(
    'are dropped when they are too many',
    async () => {
      const kept = async (size: string) => {
        const { app, build } = await scene.build(running(`head -c ${size} /dev/urandom > /big`));
        expect(await scene.apps.ended(build)).toMatchObject({ state: 'succeeded' });
        return `jj-cache-${app.id}`;
      };
      const [small, large] = [await kept('1000'), await kept('9000000')];
      await eventually(async () => expect(await cacheVolumes()).not.toContain(large));
      expect(await cacheVolumes()).toContain(small);
    },
    3 * MINUTES,
  );
});
