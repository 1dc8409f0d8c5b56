import { eventually } from '../support/eventually.js';
import { GitRepository } from '../support/git-repository.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { fetchPage, Traffic } from '../support/router-client.js';
import { DEAF_APP, sampleApp } from '../support/sample-app.js';

const STEP_MS = 180_000;
const APP = 'story-failures';

let platform: TestPlatform;
let repository: GitRepository;

beforeAll(async () => {
  platform = await sharedPlatform();
  repository = new GitRepository('failures');
  repository.commit(sampleApp('good'));
  await platform.jujube('apps:create', APP);
  const built = await build();
  if (built.rc !== 0) throw new Error(built.stdout + built.stderr);
}, STEP_MS);

afterAll(async () => {
  await platform?.jujube('apps:destroy', APP, '--confirm', APP);
  repository?.remove();
}, STEP_MS);

const build = () => platform.jujube('builds:create', '-a', APP, '--tar', repository.directory);
const hostname = () => `${APP}.${platform.baseDomain}`;

async function jsonOf<T>(...args: string[]): Promise<T> {
  return JSON.parse((await platform.jujube(...args, '--json')).stdout) as T;
}

const releaseCount = async () => (await jsonOf<unknown[]>('releases', '-a', APP)).length;

describe('what goes wrong leaves the app serving', () => {
  it(
    'fails a release that never becomes healthy at its deadline and says why, with its last log lines',
    async () => {
      await platform.jujube('apps:update', '-a', APP, '--deadline', '15');
      repository.empty();
      repository.commit(DEAF_APP);
      const traffic = new Traffic(platform, hostname());
      const { rc, stderr } = await build();
      await traffic.stop();
      expect(rc).toBe(1);
      expect(stderr).toMatch(/was not released/);
      expect(stderr).toContain('deaf and proud of it');
      expect(traffic.failures).toEqual([]);
      expect((await fetchPage(platform, hostname())).body).toBe('good web.1 v2');
      await eventually(async () => {
        const { stdout } = await platform.jujube('ps', '-a', APP, '--json');
        expect(JSON.parse(stdout)).toMatchObject([{ name: 'web.1', release: { version: 2 }, healthy: true }]);
      });
    },
    STEP_MS,
  );

  it(
    'rolls back from there, and config changes build on what serves',
    async () => {
      await platform.jujube('apps:update', '-a', APP, '--deadline', '120');
      const { rc } = await platform.jujube('config:set', 'GREETING=still here', '-a', APP);
      expect(rc).toBe(0);
      expect((await fetchPage(platform, hostname())).body).toBe('good web.1 v4 still here');
    },
    STEP_MS,
  );

  it(
    'shows a dyno that no host takes with the reason, where it is scaled, listed and released',
    async () => {
      const none = /no host fits worker\.4 of story-failures: 3 lack memory/;
      const hosts = await jsonOf<{ capacity: { memory_mib: number } }[]>('hosts');
      const overHalfMib = Math.ceil(Math.max(...hosts.map(({ capacity }) => capacity.memory_mib)) * 0.6);
      await platform.jujube('ps:type', 'worker', '--memory', `${overHalfMib}Mi`, '-a', APP);
      const scaled = await platform.jujube('ps:scale', 'worker=4', '-a', APP);
      expect(scaled).toMatchObject({ rc: 1, stderr: expect.stringMatching(none) as string });
      const { stdout } = await platform.jujube('ps', 'worker', '-a', APP);
      expect(stdout).toMatch(/worker\.4: blocked .* no host fits worker\.4/);
      await platform.jujube('apps:update', '-a', APP, '--deadline', '15');
      const set = await platform.jujube('config:set', 'GREETING=never', '-a', APP);
      expect(set).toMatchObject({ rc: 1, stderr: expect.stringMatching(none) as string });
      await platform.jujube('apps:update', '-a', APP, '--deadline', '120');
      expect((await platform.jujube('ps:scale', 'worker=0', '-a', APP)).rc).toBe(0);
      expect((await platform.jujube('ps', 'worker', '-a', APP)).stdout).toBe(`No worker dynos on ${APP}.\n`);
    },
    STEP_MS,
  );

  it(
    'shows a dyno that was stopped as down, and one that crashes with when it starts again',
    async () => {
      const stateOf = async (name: string) =>
        (await jsonOf<{ name: string; state: string; reason: string | null }[]>('ps', '-a', APP)).find(
          (dyno) => dyno.name === name,
        );
      await platform.jujube('ps:stop', 'web.1', '-a', APP);
      await eventually(
        async () => expect(await stateOf('web.1')).toMatchObject({ state: 'down', reason: 'stopped by ps:stop' }),
        { withinMs: 60_000, everyMs: 250 },
      );
      await platform.jujube('ps:restart', 'web.1', '-a', APP);
      await eventually(async () => expect((await fetchPage(platform, hostname())).status).toBe(200), {
        withinMs: 60_000,
        everyMs: 250,
      });
      await fetchPage(platform, hostname(), '/crash').catch(() => undefined);
      await eventually(
        async () =>
          expect((await platform.jujube('logs', '-a', APP)).stdout).toMatch(/web\.1\]: Crashed once, starts again at/),
        { withinMs: 60_000, everyMs: 250 },
      );
      await eventually(async () => expect((await stateOf('web.1'))?.state).toBe('up'), {
        withinMs: 60_000,
        everyMs: 250,
      });
    },
    STEP_MS,
  );

  it.each([
    ['a command that fails', 'RUN echo nearly && false', /exit(ed)?.* 1|status 1|code 1/i],
    ['a line that is no instruction', 'NONSENSE', /NONSENSE/i],
  ])(
    'ends a Dockerfile with %s as a failed build with its reason and makes no release',
    async (_, line, reason) => {
      const before = await releaseCount();
      repository.empty();
      repository.commit({ Dockerfile: `FROM ${platform.baseImage}\n${line}\n` });
      const { rc, stdout, stderr } = await build();
      expect(rc).toBe(1);
      expect(stdout + stderr).toMatch(reason);
      expect(await releaseCount()).toBe(before);
      expect((await fetchPage(platform, hostname())).status).toBe(200);
    },
    STEP_MS,
  );

  it.each([
    ['an unknown source', ['--source', 'ftp://example.com/x.git']],
    ['a ref that is an option', ['--source', 'https://example.com/x.git', '--ref', '--upload-pack=touch']],
    ['a transport that runs programs', ['--source', 'ext::sh -c id']],
  ])(
    'refuses %s and writes nothing',
    async (_, flags) => {
      const builds = async () => (await jsonOf<{ id: string }[]>('builds', '-a', APP)).map(({ id }) => id);
      const before = await builds();
      const { rc, stderr } = await platform.jujube('builds:create', '-a', APP, ...flags);
      expect(rc).toBe(1);
      expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
      expect(await builds()).toEqual(before);
    },
    STEP_MS,
  );

  it.each([
    ['a malformed quantity', ['ps:scale', 'web=-1', '-a', APP], 2],
    ['an unknown process type', ['ps:scale', 'nobody=1', '-a', APP], 1],
    ['a bad name', ['apps:create', 'No_Name'], 1],
    ['an unknown app', ['ps', '-a', 'there-is-no-such-app'], 1],
    ['an unknown command', ['ps:scael', 'web=1'], 2],
    ['an unknown flag', ['ps', '-a', APP, '--colour'], 2],
    ['an unreachable host', ['hosts:add', 'h9', 'tcp://127.0.0.1:1', '--tls-dir', '/nowhere'], 1],
    ['a foreign image', ['releases', 'create', 'docker.io/library/nginx:latest', '-p', APP], 1],
    ['a config var that is reserved', ['config:set', 'PORT=1', '-a', APP], 1],
  ])(
    'answers %s with one clear line',
    async (_, args, exitCode) => {
      const { rc, stderr } = await platform.jujube(...args);
      expect(rc).toBe(exitCode);
      expect(stderr).toMatch(/Error: .{10,}|See jujube/);
      expect(stderr).not.toContain('    at ');
    },
    STEP_MS,
  );
});
