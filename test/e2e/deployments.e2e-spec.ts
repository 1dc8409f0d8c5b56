import { eventually } from '../support/eventually.js';
import { GitRepository } from '../support/git-repository.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { fetchPage, Traffic } from '../support/router-client.js';

const STEP_MS = 180_000;
const APP = 'story-deployments';
const PATIENCE = { withinMs: 60_000, everyMs: 100 };

/** Says which release it is; with GREETING=bad it ends at once. */
const PROGRAM = {
  Procfile: 'web: node web.js\n',
  'web.js': `
    const { PORT, GREETING, JUJUBE_RELEASE_VERSION: release } = process.env;
    if (GREETING === 'bad') { console.log('a bad greeting'); process.exit(3); }
    const server = require('node:http').createServer((request, response) => response.end(release));
    server.listen(PORT);
    process.on('SIGTERM', () => server.close(() => process.exit(0)));`,
};

let platform: TestPlatform;
let repository: GitRepository;

beforeAll(async () => {
  platform = await sharedPlatform();
  repository = new GitRepository('deployments');
  repository.commit(PROGRAM);
  await jujube('apps:create', APP);
  await jujube('builds:create', '-a', APP, '--tar', repository.directory);
  await jujube('ps:type', 'web', '--memory', '64Mi', '--cpu', '10m', '-a', APP);
  await jujube('ps:scale', 'web=2', '-a', APP);
}, STEP_MS);

afterAll(async () => {
  await platform?.jujube('apps:destroy', APP, '--confirm', APP);
  repository?.remove();
}, STEP_MS);

/** What it prints; anything but success is a failure of the story. */
async function jujube(...args: string[]): Promise<string> {
  const { rc, stdout, stderr } = await platform.jujube(...args);
  if (rc !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`);
  return stdout + stderr;
}

const of = (...args: string[]) => jujube(...args, '-a', APP);
const hostname = () => `${APP}.${platform.baseDomain}`;

/** The releases that answer by now: a dozen requests reach every dyno. */
async function serving(): Promise<string[]> {
  const pages = await Promise.all(Array.from({ length: 12 }, () => fetchPage(platform, hostname())));
  return [...new Set(pages.map(({ body }) => body))].sort();
}

const serves = (...releases: string[]) => eventually(async () => expect(await serving()).toEqual(releases), PATIENCE);

describe('a team decides how its releases arrive', () => {
  it(
    'tries a release on one dyno, takes it back, tries again, and lets the rest follow; no request is lost',
    async () => {
      expect(await of('deploys:strategy', 'web', '--strategy', 'canary', '--canary', '1')).toContain('done, canary');
      expect(await of('deploys:strategy', 'web')).toMatch(/Strategy: +canary\nCanary: +1, promoted by deploys:promote/);
      const traffic = new Traffic(platform, hostname());
      expect(await of('config:set', 'GREETING=one')).toContain('done, v3 waits for promotion: deploys:promote');
      await serves('v2', 'v3');
      expect(await of('deploys')).toMatch(/v3 +waiting for promotion/);
      await of('deploys:cancel');
      await serves('v2');
      await of('config:set', 'GREETING=two');
      expect(await of('deploys:promote')).toContain('done, v4');
      expect(await serving()).toEqual(['v4']);
      await traffic.stop();
      expect(traffic.failures).toEqual([]);
    },
    STEP_MS,
  );

  it(
    'stops a deployment half-way, and watches it to its end',
    async () => {
      await of('config:set', 'GREETING=three');
      await of('deploys:pause');
      expect(await of('deploys:info')).toMatch(/State: +paused/);
      const refused = await platform.jujube('deploys:promote', '-a', APP);
      expect(refused).toMatchObject({ rc: 1, stderr: expect.stringContaining('paused') as string });
      await of('deploys:resume');
      const watching = of('deploys:watch');
      await eventually(() => of('deploys:promote', '--no-wait'), PATIENCE);
      expect(await watching).toMatch(/v5 succeeded\n$/);
      await serves('v5');
    },
    STEP_MS,
  );

  it(
    'starts a release in full where nobody sees it, switches, goes back at once, and switches for good',
    async () => {
      await of('deploys:strategy', 'web', '--strategy', 'bluegreen', '--confirm', 'manual');
      const traffic = new Traffic(platform, hostname());
      await of('config:set', 'GREETING=four');
      expect(await of('ps')).toMatch(/v5 +healthy\n.*v6 +healthy\n/);
      expect(await serving()).toEqual(['v5']);
      expect(await of('deploys:promote')).toContain('done, v6 serves, and waits: deploys:confirm');
      await serves('v6');
      await of('deploys:cancel');
      await serves('v5');
      await of('config:set', 'GREETING=five');
      await of('deploys:confirm');
      await serves('v7');
      expect(await of('deploys:confirm')).toContain('done, v7');
      await traffic.stop();
      expect(traffic.failures).toEqual([]);
      await serves('v7');
    },
    STEP_MS,
  );

  it(
    'goes back by itself when a release fails',
    async () => {
      await of('deploys:strategy', 'web', '--strategy', 'rolling', '--auto-revert', 'on');
      const failed = await platform.jujube('config:set', 'GREETING=bad', '-a', APP);
      expect(failed).toMatchObject({ rc: 1, stderr: expect.stringContaining('crashes again and again') as string });
      await eventually(
        async () => expect(await of('releases')).toMatch(/v9 +Automatic rollback to v7: v8 failed: .*\n/),
        PATIENCE,
      );
      await of('ps:wait');
      expect(await serving()).toEqual(['v9']);
      expect(await of('config:get', 'GREETING')).toBe('five\n');
    },
    STEP_MS,
  );

  it(
    'is told what cannot be, with the arithmetic',
    async () => {
      const tooMany = await platform.jujube(
        'deploys:strategy',
        'web',
        '--strategy',
        'canary',
        '--canary',
        '5',
        '-a',
        APP,
      );
      expect(tooMany.stderr).toContain('canary 5 is more than the 2 dynos that web has');
      const both = await platform.jujube(
        ...['deploys:strategy', 'web', '--strategy', 'recreate', '--min-health', '0.5', '-a', APP],
      );
      expect(both.stderr).toContain('it can neither keep 1 ready (min-health 0.5) nor run 2 at once (max-over 0)');
    },
    STEP_MS,
  );
});
