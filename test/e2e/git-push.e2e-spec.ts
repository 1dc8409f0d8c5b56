import { execFile } from 'node:child_process';
import { GitRepository } from '../support/git-repository.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { fetchPage } from '../support/router-client.js';
import { sampleApp } from '../support/sample-app.js';

const STEP_MS = 240_000;
const APP = 'story-push';

let platform: TestPlatform;
let repository: GitRepository;

beforeAll(async () => {
  platform = await sharedPlatform();
  repository = new GitRepository('push');
  await platform.jujube('apps:create', APP);
}, STEP_MS);

afterAll(async () => {
  await platform?.jujube('apps:destroy', APP, '--confirm', APP);
  repository?.remove();
}, STEP_MS);

/** Runs git like a user who has no password at hand but what the address holds. */
function git(...args: string[]): Promise<{ rc: number | null; text: string }> {
  const env = { PATH: process.env.PATH, HOME: repository.root, GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true' };
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      args,
      { cwd: repository.directory, env, timeout: STEP_MS },
      (_error, stdout, stderr) => resolve({ rc: child.exitCode, text: stdout + stderr }),
    );
  });
}

function address(user = `any:${platform.token}`, app = APP): string {
  return platform.apiUrl.replace('://', `://${user}@`) + `/${app}.git`;
}

const page = async () => (await fetchPage(platform, `${APP}.${platform.baseDomain}`)).body;

describe('git push', () => {
  it(
    'builds main, shows the build, and releases it',
    async () => {
      const commit = repository.commit(sampleApp('pushed'));
      const pushed = await git('push', address(), 'main');
      expect(pushed).toMatchObject({ rc: 0 });
      expect(pushed.text).toMatch(/remote: -----> .*\n/);
      expect(pushed.text).toMatch(/remote: +Released v2/);
      expect(pushed.text).toMatch(/\[new branch\] +main -> main/);
      const { stdout } = await platform.jujube('releases', '-a', APP);
      expect(stdout).toContain(`Deploy ${commit.slice(0, 8)}`);
      expect(await page()).toBe('pushed web.1 v2');
    },
    STEP_MS,
  );

  it(
    'takes the next commits, also of a shallow clone, and more of them than one packet holds',
    async () => {
      for (let i = 0; i < 5; i += 1) repository.commit({ [`file-${i}.bin`]: 'x'.repeat(400_000 + i) });
      repository.commit(sampleApp('again'));
      expect(await git('push', address(), 'HEAD:refs/heads/master')).toMatchObject({ rc: 0 });
      expect(await page()).toBe('again web.1 v3');
      repository.git(
        'clone',
        '--quiet',
        '--depth',
        '1',
        `file://${repository.directory}`,
        `${repository.root}/shallow`,
      );
      const shallow = await git('-C', `${repository.root}/shallow`, 'push', address(), 'main');
      expect(shallow).toMatchObject({ rc: 0, text: expect.stringContaining('Released v4') });
    },
    STEP_MS,
  );

  it(
    'is rejected when the build fails, and nothing is released',
    async () => {
      repository.commit({ Dockerfile: 'FROM nowhere.invalid/none\n' });
      const pushed = await git('push', address(), 'main');
      expect(pushed.rc).toBe(1);
      expect(pushed.text).toMatch(/\[remote rejected\] main -> main \(build failed\)/);
      expect(pushed.text).toMatch(/remote: +!/);
      expect(await page()).toBe('again web.1 v4');
    },
    STEP_MS,
  );

  it(
    'of other branches builds nothing, and says so; nothing can be fetched',
    async () => {
      const pushed = await git('push', address(), 'HEAD:refs/heads/feature');
      expect(pushed).toMatchObject({ rc: 1, text: expect.stringContaining('only main and master are built') });
      const fetched = await git('ls-remote', address());
      expect(fetched.rc).not.toBe(0);
    },
    STEP_MS,
  );

  it(
    'asks for credentials, and lets nobody else in',
    async () => {
      const asked = await fetch(`${platform.apiUrl}/${APP}.git/info/refs?service=git-receive-pack`);
      expect([asked.status, asked.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="jujube"']);
      expect(await git('push', address('any:jj_wrong'), 'main')).toMatchObject({ rc: 128 });
      expect(await git('push', address(undefined, 'no-such-app'), 'main')).toMatchObject({
        rc: 128,
        text: expect.stringContaining('not found'),
      });
    },
    STEP_MS,
  );
});
