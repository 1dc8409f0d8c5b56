import { eventually } from '../support/eventually.js';
import { GitRepository } from '../support/git-repository.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { fetchPage } from '../support/router-client.js';
import { sampleApp } from '../support/sample-app.js';

const STEP_MS = 240_000;
const [INSIDE, OUTSIDE, ENVIRONMENT, HOST] = ['story-inside', 'story-outside', 'story-production', 'h3'];

let platform: TestPlatform;
let repository: GitRepository;

beforeAll(async () => {
  platform = await sharedPlatform();
  repository = new GitRepository('environments');
  repository.commit(sampleApp('here'));
}, STEP_MS);

afterAll(async () => {
  for (const app of [INSIDE, OUTSIDE]) await platform?.jujube('apps:destroy', app, '--confirm', app);
  await platform?.jujube('hosts:drain', HOST);
  await eventually(async () => expect(await platform.jujube('hosts:assign', HOST, '--none')).toMatchObject({ rc: 0 }), {
    withinMs: 60_000,
  });
  await platform?.jujube('hosts:uncordon', HOST);
  await platform?.jujube('environments:destroy', ENVIRONMENT);
  repository?.remove();
}, STEP_MS);

interface DynoJson {
  name: string;
  state: string;
  host: { name: string } | null;
  reason: string | null;
}

const dynosOf = async (app: string) =>
  JSON.parse((await platform.jujube('ps', '-a', app, '--json')).stdout) as DynoJson[];
const hostsOf = async (app: string) => new Set((await dynosOf(app)).map(({ host }) => host?.name));

// one story, told in order: each step stands on the one before
describe('an environment keeps to itself', () => {
  it(
    'gets an empty host, and one with dynos only after it was drained',
    async () => {
      await platform.must('environments:create', ENVIRONMENT);
      await platform.must('apps:create', OUTSIDE);
      await platform.must('builds:create', '-a', OUTSIDE, '--tar', repository.directory);
      await platform.must('ps:scale', 'web=3', '-a', OUTSIDE);
      expect(await hostsOf(OUTSIDE)).toEqual(new Set(['h1', 'h2', 'h3']));
      const taken = await platform.jujube('hosts:assign', HOST, '-e', ENVIRONMENT);
      expect(taken).toMatchObject({ rc: 1, stderr: expect.stringContaining('hosts:drain h3') });
      await platform.must('hosts:drain', HOST);
      await platform.must('hosts:assign', HOST, '-e', ENVIRONMENT);
      await platform.must('hosts:uncordon', HOST);
      expect(await platform.must('environments')).toMatch(/story-production +0 +1/);
    },
    STEP_MS,
  );

  it(
    'runs, builds and routes its apps there, and others elsewhere',
    async () => {
      await platform.must('apps:create', INSIDE, '-e', ENVIRONMENT);
      await platform.must('builds:create', '-a', INSIDE, '--tar', repository.directory);
      await platform.must('ps:scale', 'web=2', 'worker=1', '-a', INSIDE);
      expect(await hostsOf(INSIDE)).toEqual(new Set([HOST]));
      await platform.must('ps:scale', 'web=4', '-a', OUTSIDE);
      expect(await hostsOf(OUTSIDE)).toEqual(new Set(['h1', 'h2']));
      expect((await fetchPage(platform, `${INSIDE}.${platform.baseDomain}`)).body).toMatch(/^here web\.[12] v2/);
      const { stdout } = await platform.jujube('run', '-a', INSIDE, '--no-tty', '--', 'echo', 'in', 'there');
      expect(stdout).toBe('in there\n');
    },
    STEP_MS,
  );

  it(
    'has no room for what only others could take, and says so',
    async () => {
      const wide = await platform.jujube('ps:place', 'web', '-a', INSIDE, '--constraint', 'hostname:UNIQUE');
      expect(wide).toMatchObject({ rc: 1, stderr: expect.stringContaining('can never run like this') });
      const explained = await platform.must('ps:explain', '-a', INSIDE, '--what-if', 'web=9');
      expect(explained).toContain('not in pool story-production/default');
      const gone = await platform.jujube('environments:destroy', ENVIRONMENT);
      expect(gone).toMatchObject({ rc: 1, stderr: expect.stringContaining('1 apps and 1 hosts') });
    },
    STEP_MS,
  );
});
