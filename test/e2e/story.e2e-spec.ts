import { eventually } from '../support/eventually.js';
import { GitRepository } from '../support/git-repository.js';
import { startGitHttpServer, type GitHttpServer } from '../support/git-http-server.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { pushRunningImage } from '../support/push-running-image.js';
import { fetchPage, Traffic } from '../support/router-client.js';
import { sampleApp } from '../support/sample-app.js';

const STEP_MS = 180_000;
const APP = 'story-shop';

let platform: TestPlatform;
let repository: GitRepository;
let git: GitHttpServer;

beforeAll(async () => {
  platform = await sharedPlatform();
  repository = new GitRepository('shop');
  repository.commit(sampleApp('first'));
  git = await startGitHttpServer(repository.root, null);
});

afterAll(async () => {
  await platform?.jujube('apps:destroy', APP, '--confirm', APP);
  await git?.close();
  repository?.remove();
}, STEP_MS);

/** Runs a command that must succeed, and gives what it printed. */
async function jujube(...args: string[]): Promise<string> {
  const { rc, stdout, stderr } = await platform.jujube(...args);
  if (rc !== 0) throw new Error(`jujube ${args.join(' ')} ended with ${rc}:\n${stdout}\n${stderr}`);
  return stdout;
}

async function json<T>(...args: string[]): Promise<T> {
  return JSON.parse(await jujube(...args, '--json')) as T;
}

interface DynoJson {
  name: string;
  state: string;
  healthy: boolean;
  host: { name: string };
  release: { version: number };
}

const dynos = () => json<DynoJson[]>('ps', '-a', APP);
const page = async (hostname = `${APP}.${platform.baseDomain}`) => (await fetchPage(platform, hostname)).body;

// one story, told in order: each step stands on the one before
describe('from a git repository to a live URL on several hosts', () => {
  it(
    'makes an app whose v1 runs nothing',
    async () => {
      await jujube('apps:create', APP);
      const releases = await json<{ version: number; description: string; status: string }[]>('releases', '-a', APP);
      expect(releases).toMatchObject([{ version: 1, description: 'Initial release', status: 'succeeded' }]);
      expect(await dynos()).toEqual([]);
    },
    STEP_MS,
  );

  it(
    'builds the repository and serves v2 with one web dyno',
    async () => {
      const output = await jujube('builds:create', '-a', APP, '--source', `${git.url}/shop/.git`, '--ref', 'main');
      expect(output).toContain('Building on the Procfile stack');
      expect(await page()).toBe('first web.1 v2');
      expect((await dynos()).map((dyno) => dyno.name)).toEqual(['web.1']);
      expect(await jujube('releases:info', 'v2', '-a', APP)).toMatch(/web: +node web\.js\nworker: node worker\.js/);
    },
    STEP_MS,
  );

  it(
    'scales over the hosts; three dynos answer in turn',
    async () => {
      await jujube('ps:scale', 'web=3', 'worker=1', '-a', APP);
      const running = await dynos();
      expect(running.map(({ name }) => name)).toEqual(['web.1', 'web.2', 'web.3', 'worker.1']);
      expect(running.every(({ healthy, state }) => healthy && state === 'up')).toBe(true);
      const webHosts = running.slice(0, 3).map(({ host }) => host.name);
      expect(new Set(webHosts).size).toBe(3);
      await eventually(async () => {
        const pages = await Promise.all([1, 2, 3, 4, 5, 6].map(() => page()));
        expect(new Set(pages)).toEqual(new Set(['first web.1 v2', 'first web.2 v2', 'first web.3 v2']));
      });
    },
    STEP_MS,
  );

  it(
    'rolls out a config change and a rollback without a failed request',
    async () => {
      const traffic = new Traffic(platform, `${APP}.${platform.baseDomain}`);
      await jujube('config:set', 'GREETING=hi there', '-a', APP);
      expect(await page()).toMatch(/^first web\.\d v3 hi there$/);
      await jujube('rollback', 'v2', '-a', APP);
      expect(await page()).toMatch(/^first web\.\d v4$/);
      await traffic.stop();
      expect(traffic.failures).toEqual([]);
      expect(traffic.answers.length).toBeGreaterThan(100);
      expect(await json('config', '-a', APP)).toEqual({});
      expect((await dynos()).filter(({ name }) => name.startsWith('web.'))).toHaveLength(3);
    },
    STEP_MS,
  );

  it(
    'leads a custom domain to the app',
    async () => {
      await jujube('domains:add', 'story.example.com', '-a', APP);
      await eventually(async () => expect(await page('story.example.com')).toMatch(/^first/));
      await jujube('domains:remove', 'story.example.com', '-a', APP);
      await eventually(async () => expect((await fetchPage(platform, 'story.example.com')).status).toBe(404));
    },
    STEP_MS,
  );

  it(
    'tells the logs of dynos and router in order of time',
    async () => {
      await eventually(async () => {
        const log = (await jujube('logs', '-a', APP, '-n', '1500')).trim().split('\n');
        const times = log.map((line) => line.split(' ')[0] ?? '');
        expect([...times].sort()).toEqual(times);
        for (const source of [
          / app\[web\.[123]\]: listening as/,
          / app\[worker\.1\]: working/,
          / heroku\[router\]: at=info/,
        ]) {
          expect(log.some((line) => source.test(line))).toBe(true);
        }
        expect(times.every((time) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/.test(time))).toBe(true);
      });
    },
    STEP_MS,
  );

  it(
    'restarts, stops and resizes dynos',
    async () => {
      const before = await dynos();
      await jujube('ps:type', 'web', '--cpu', '60m', '--memory', '128Mi', '-a', APP);
      await jujube('ps:stop', 'web.3', '-a', APP);
      await eventually(
        async () => {
          const up = (await dynos()).filter(({ state }) => state === 'up').map(({ name }) => name);
          expect(up).toEqual(['web.1', 'web.2', 'worker.1']);
        },
        { withinMs: 60_000 },
      );
      await jujube('ps:restart', 'web.3', '-a', APP);
      await eventually(
        async () => expect((await dynos()).filter(({ state }) => state === 'up')).toHaveLength(before.length),
        {
          withinMs: 60_000,
        },
      );
    },
    STEP_MS,
  );

  it(
    'brings a crashed dyno back and says that it crashed',
    async () => {
      await fetchPage(platform, `${APP}.${platform.baseDomain}`, '/crash').catch(() => undefined);
      await eventually(
        async () => {
          expect(await jujube('logs', '-a', APP, '-n', '1500', '--source', 'heroku')).toContain(
            'Process exited with status 3',
          );
          expect((await dynos()).filter(({ state, healthy }) => state === 'up' && healthy)).toHaveLength(4);
        },
        { withinMs: 60_000 },
      );
    },
    STEP_MS,
  );

  it(
    'releases a tag that CI pushed after docker login',
    async () => {
      await pushRunningImage(platform, APP, '1a2b3c4d');
      await jujube('releases', 'create', '1a2b3c4d', '-p', APP, '--force');
      expect(await page()).toMatch(/^first web\.\d v5$/);
      const missing = await platform.jujube('releases', 'create', 'ffffffff', '-p', APP);
      expect(missing).toMatchObject({ rc: 1, stderr: expect.stringContaining('Nothing was pushed as') as string });
    },
    STEP_MS,
  );

  it(
    'turns maintenance on and off',
    async () => {
      await jujube('maintenance:on', '-a', APP);
      await eventually(async () =>
        expect((await fetchPage(platform, `${APP}.${platform.baseDomain}`)).status).toBe(503),
      );
      await jujube('maintenance:off', '-a', APP);
      await eventually(async () => expect(await page()).toMatch(/^first/));
    },
    STEP_MS,
  );

  it(
    'drains a host without a failed request and takes it back',
    async () => {
      const traffic = new Traffic(platform, `${APP}.${platform.baseDomain}`);
      await jujube('hosts:drain', 'h2');
      expect((await dynos()).map(({ host }) => host.name)).not.toContain('h2');
      await traffic.stop();
      expect(traffic.failures).toEqual([]);
      await jujube('hosts:uncordon', 'h2');
    },
    STEP_MS,
  );

  it(
    'destroys the app and everything of it',
    async () => {
      const refused = await platform.jujube('apps:destroy', APP, '--confirm', 'another');
      expect(refused.rc).toBe(1);
      await jujube('apps:destroy', APP, '--confirm', APP);
      expect((await json<{ name: string }[]>('apps')).map(({ name }) => name)).not.toContain(APP);
      await eventually(async () =>
        expect((await fetchPage(platform, `${APP}.${platform.baseDomain}`)).status).toBe(404),
      );
    },
    STEP_MS,
  );
});
