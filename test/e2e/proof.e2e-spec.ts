import { eventually } from '../support/eventually.js';
import { GitRepository } from '../support/git-repository.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { fetchPage, Traffic } from '../support/router-client.js';

const STEP_MS = 240_000;
const APP = 'story-proof';

/** Answers which release it is; of an ILL one every second request fails. */
const PROGRAM = {
  Procfile: 'web: node web.js\n',
  'web.js': `
    const { PORT, ILL, JUJUBE_RELEASE_VERSION: release } = process.env;
    let count = 0;
    const server = require('node:http').createServer((request, response) => {
      response.statusCode = ILL && ++count % 2 === 0 ? 500 : 200;
      response.end(release);
    });
    server.listen(PORT);
    process.on('SIGTERM', () => server.close(() => process.exit(0)));`,
};

let platform: TestPlatform;
let repository: GitRepository;
let traffic: Traffic | undefined;

beforeAll(async () => {
  platform = await sharedPlatform();
  repository = new GitRepository('proof');
  repository.commit(PROGRAM);
  await of('apps:create', APP);
  await platform.jujube('builds:create', '-a', APP, '--tar', repository.directory);
  await of('ps:type', 'web', '--memory', '64Mi', '--cpu', '10m', '-a', APP);
  await of('ps:scale', 'web=2', '-a', APP);
}, STEP_MS);

afterAll(async () => {
  await traffic?.stop();
  await platform?.jujube('apps:destroy', APP, '--confirm', APP);
  repository?.remove();
}, STEP_MS);

/** What it prints, whether it succeeds or not. */
async function of(...args: string[]): Promise<string> {
  const { stdout, stderr } = await platform.jujube(...args);
  return stdout + stderr;
}

async function serves(release: string): Promise<void> {
  await eventually(
    async () => {
      const pages = await Promise.all(Array.from({ length: 12 }, () => fetchPage(platform, traffic!.hostname)));
      expect(new Set(pages.map(({ body }) => body))).toEqual(new Set([release]));
    },
    { withinMs: 90_000, everyMs: 200 },
  );
}

describe('a team gives its releases a budget for what they may do to requests', () => {
  it(
    'one that fails too many is taken back by itself, with the arithmetic',
    async () => {
      expect(await of('deploys:strategy', 'web', '--max-error-rate', '10%', '-a', APP)).toContain('done');
      expect(await of('deploys:strategy', 'web', '-a', APP)).toMatch(/Budget: +at most 10 % of its requests fail/);
      traffic = new Traffic(platform, `${APP}.${platform.baseDomain}`);
      // ten seconds of it, so that at least one whole span lies before the deployment
      await eventually(() => expect(traffic!.answers.length).toBeGreaterThan(500), { withinMs: 60_000 });
      await traffic.answered();
      // none as a rule; the table has to say what those who asked saw
      const refused = traffic.failures.filter((answer) => !(answer instanceof Error) && answer.status >= 500);
      if (refused.length > 0) console.warn('before the release', refused);
      const set = await of('config:set', 'ILL=yes', '-a', APP);
      expect(set).toMatch(/\d+ of \d+ requests to it failed \(\d.*%\), and at most 10 % may/);
      await serves('v2');
      const info = await of('deploys:info', 'v3', '-a', APP);
      expect(info).toMatch(/State: +failed/);
      expect(info).toMatch(new RegExp(`before +[1-9]\\d* +${refused.length}( \\(.*%\\))? +0 +\\d+ ms`));
      expect(info).toMatch(/to v3 +[1-9]\d* +[1-9]\d* \(\d.*%\) +0 +\d+ ms/);
    },
    STEP_MS,
  );

  it(
    'one that keeps to it arrives, and shows what it did',
    async () => {
      expect(await of('config:unset', 'ILL', '-a', APP)).toContain('done');
      await serves('v4');
      expect(await of('releases:info', 'v4', '-a', APP)).toMatch(
        /=== Proof, so far\n\n +requests .*\n.*\n +before +[1-9]/,
      );
      expect(await of('deploys:info', 'v4', '-a', APP)).toMatch(/to v4 +[1-9]\d* +0 +0 +\d+ ms/);
      expect(await of('deploys:strategy', 'web', '--max-error-rate', '0', '-a', APP)).toContain('above 0 and up to 1');
    },
    STEP_MS,
  );
});
