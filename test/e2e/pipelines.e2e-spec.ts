import type { PipelineCoupling } from '@jujube/contract/pipeline.js';
import type { Release } from '@jujube/contract/release.js';
import { eventually } from '../support/eventually.js';
import { GitRepository } from '../support/git-repository.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { fetchPage } from '../support/router-client.js';
import { sampleApp } from '../support/sample-app.js';

const STEP_MS = 240_000;
const STAGING = 'store-staging';
const [EU, US] = ['store-eu', 'store-us'];
const APPS = [STAGING, EU, US];

let platform: TestPlatform;
let repository: GitRepository;

beforeAll(async () => {
  platform = await sharedPlatform();
  repository = new GitRepository('store');
  for (const app of APPS) await platform.must('apps:create', app);
}, STEP_MS);

afterAll(async () => {
  for (const app of APPS) await platform?.jujube('apps:destroy', app, '--confirm', app);
  await platform?.jujube('pipelines:destroy', 'store');
  repository?.remove();
}, STEP_MS);

const page = async (app: string) => (await fetchPage(platform, `${app}.${platform.baseDomain}`)).body;
const releaseOf = async (app: string, version: string) =>
  JSON.parse((await platform.jujube('releases:info', version, '-a', app, '--json')).stdout) as Release;

async function build(text: string): Promise<void> {
  repository.commit(sampleApp(text));
  await platform.must('builds:create', '-a', STAGING, '--tar', repository.directory);
}

// one story, told in order: each step stands on the one before
describe('what was tried in staging goes to production as it is', () => {
  it(
    'apps stand in the stages of a pipeline',
    async () => {
      await platform.must('pipelines:create', 'store', '-a', STAGING);
      for (const app of [EU, US]) await platform.must('pipelines:add', 'store', '-a', app, '--stage', 'production');
      const info = await platform.must('pipelines:info', 'store');
      expect(info).toMatch(/store-staging +staging/);
      expect(info).toMatch(/store-eu +production/);
      const again = await platform.jujube('pipelines:add', 'store', '-a', EU);
      expect(again).toMatchObject({ rc: 1, stderr: expect.stringContaining('in a pipeline already') });
    },
    STEP_MS,
  );

  it(
    'a promotion brings the image to all apps of the next stage, each with its own config vars',
    async () => {
      await build('tried');
      await platform.must('config:set', 'GREETING=from staging', '-a', STAGING);
      await platform.must('config:set', 'GREETING=hello Europe', '-a', EU);
      expect(await platform.must('pipelines:promote', '-a', STAGING)).toMatch(
        /Promoting store-staging to store-eu, store-us... done\n[^]*Releasing store-eu... done, v3\n[^]*Releasing store-us... done, v2\n/,
      );
      expect(await page(EU)).toBe('tried web.1 v3 hello Europe');
      expect(await page(US)).toBe('tried web.1 v2');
      const [there, here] = [await releaseOf(STAGING, 'v3'), await releaseOf(EU, 'v3')];
      expect(here.description).toBe('Promote store-staging v3');
      expect(here.image?.split('@')[1]).toBe(there.image?.split('@')[1]);
      expect(here.image).toContain('/store-eu@sha256:');
    },
    STEP_MS,
  );

  it(
    'only to the apps that are named, and not from where nothing runs',
    async () => {
      await build('second');
      await platform.must('pipelines:promote', '-a', STAGING, '--to', US);
      expect(await page(US)).toBe('second web.1 v3');
      expect(await page(EU)).toBe('tried web.1 v3 hello Europe');
      const stranger = await platform.jujube('pipelines:promote', '-a', STAGING, '--to', 'other');
      expect(stranger).toMatchObject({ rc: 1, stderr: expect.stringContaining('no app of the pipeline') });
      const last = await platform.jujube('pipelines:promote', '-a', EU);
      expect(last).toMatchObject({ rc: 1, stderr: expect.stringContaining('in a stage after production') });
    },
    STEP_MS,
  );

  it(
    'it runs on and comes to other hosts when the app that it came from is gone',
    async () => {
      await platform.must('apps:destroy', STAGING, '--confirm', STAGING);
      await platform.must('ps:scale', 'web=3', '-a', EU);
      await eventually(
        async () => {
          const pages = await Promise.all(Array.from({ length: 12 }, () => page(EU)));
          expect(new Set(pages)).toEqual(new Set([1, 2, 3].map((slot) => `tried web.${slot} v3 hello Europe`)));
        },
        { withinMs: 60_000 },
      );
      const { stdout } = await platform.jujube('pipelines:info', 'store', '--json');
      const { couplings } = JSON.parse(stdout) as { couplings: PipelineCoupling[] };
      expect(couplings.map(({ stage }) => stage)).toEqual(['production', 'production']);
    },
    STEP_MS,
  );
});
