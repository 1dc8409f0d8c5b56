import { callerOf, type ApiCaller } from '../support/api-caller.js';
import { eventually } from '../support/eventually.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { pushBaseImage } from '../support/push-running-image.js';
import { fetchPage } from '../support/router-client.js';

const STEP_MS = 120_000;
const APP = 'marathon-shop';
const SERVE = `node -e "require('http').createServer((q, r) => r.end(process.env.GREETING)).listen(process.env.PORT)"`;

let platform: TestPlatform;
let marathon: ApiCaller;
let image: string;

beforeAll(async () => {
  platform = await sharedPlatform();
  marathon = callerOf(platform.apiUrl, platform.token);
  await platform.jujube('apps:create', APP);
  image = await pushBaseImage(platform, APP, 'v1');
}, STEP_MS);

afterAll(async () => {
  await platform?.jujube('apps:destroy', APP, '--confirm', APP);
}, STEP_MS);

interface Task {
  id: string;
  host: string;
  state: string;
}

const tasks = async () => (await marathon.get(`/v2/apps/${APP}/tasks`)).body.tasks as Task[];
const isListed = async (id: string) =>
  ((await marathon.get('/v2/deployments')).body as { id: string }[]).some((deployment) => deployment.id === id);

/** As Marathon's clients wait: until the deployment is no longer listed. */
const untilGone = (id: string) =>
  eventually(async () => expect(await isListed(id)).toBe(false), { withinMs: STEP_MS / 2 });

// one story, told in order: each step stands on the one before
describe('an app definition of Marathon', () => {
  it(
    'deploys over distinct hosts, and its deployment can be followed',
    async () => {
      const made = await marathon.post('/v2/apps', {
        id: `/${APP}`,
        cmd: SERVE,
        instances: 2,
        cpus: 0.05,
        mem: 64,
        constraints: [['hostname', 'UNIQUE']],
        healthChecks: [{ protocol: 'HTTP', path: '/', gracePeriodSeconds: 30, intervalSeconds: 1, timeoutSeconds: 2 }],
        env: { GREETING: 'hello' },
        container: { type: 'DOCKER', docker: { image } },
      });
      expect(made.status).toBe(201);
      const id = made.headers.get('marathon-deployment-id')!;
      expect(await isListed(id)).toBe(true);
      await untilGone(id);
      const running = await tasks();
      expect(running.map(({ state }) => state)).toEqual(['TASK_RUNNING', 'TASK_RUNNING']);
      expect(new Set(running.map(({ host }) => host)).size).toBe(2);
      expect((await marathon.get(`/v2/apps/${APP}`)).body.app).toMatchObject({ tasksHealthy: 2, deployments: [] });
      expect((await fetchPage(platform, `${APP}.${platform.baseDomain}`)).body).toBe('hello');
    },
    STEP_MS,
  );

  it(
    'is locked while a change is on its way; force supersedes that',
    async () => {
      const { deploymentId } = (await marathon.put(`/v2/apps/${APP}`, { env: { GREETING: 'second' } })).body;
      const refused = await marathon.put(`/v2/apps/${APP}`, { env: { GREETING: 'third' } });
      expect(refused).toMatchObject({ status: 409, body: { deployments: [{ id: deploymentId }] } });
      expect(refused.body.message).toContain('App is locked by one or more deployments');
      const forced = await marathon.put(`/v2/apps/${APP}?force=true`, { env: { GREETING: 'third' } });
      expect(forced.status).toBe(200);
      expect(await isListed(deploymentId)).toBe(false);
      await untilGone(forced.body.deploymentId);
      await eventually(async () =>
        expect((await fetchPage(platform, `${APP}.${platform.baseDomain}`)).body).toBe('third'),
      );
    },
    STEP_MS,
  );

  it(
    'scales by PUT without replacing what runs, and goes by DELETE',
    async () => {
      await eventually(async () => expect(await tasks()).toHaveLength(2), { withinMs: 30_000 });
      const before = (await tasks()).map(({ id }) => id);
      const scaled = await marathon.put(`/v2/apps/${APP}`, {
        instances: 3,
        constraints: [['hostname', 'MAX_PER', '2']],
      });
      expect(await isListed(scaled.body.deploymentId)).toBe(true);
      await untilGone(scaled.body.deploymentId);
      const after = await tasks();
      expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
      expect(after).toHaveLength(3);
      expect((await marathon.delete(`/v2/apps/${APP}`)).status).toBe(200);
      expect((await marathon.get(`/v2/apps/${APP}`)).status).toBe(404);
    },
    STEP_MS,
  );
});
