import type { UpdateSettings } from '@jujube/core/update/update-settings.js';
import { eventually } from '../support/eventually.js';
import { getHttp } from '../support/http-answer.js';
import { RoutedApps } from '../support/routed-apps.js';
import { startRouter, type RunningRouter } from '../support/running-router.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const STEP_MS = 60_000;
const APP = 'tried';

let database: TestDatabase;
let apps: RoutedApps;
let router: RunningRouter;
let app: string;
let deployment: string;

beforeAll(async () => {
  database = await createTestDatabase();
  apps = new RoutedApps(database.dataSource);
  router = await startRouter(database.url);
  app = await apps.addApp(APP);
  const release = await addDeployment();
  for (const slot of [1, 2, 3]) await apps.addDyno(app, slot, (_, response) => response.end('old'));
  for (const slot of [1, 2]) {
    const dyno = await apps.addDyno(app, slot, (_, response) => response.end(`new ${slot}`));
    await database.dataSource.query('update dynos set release_id = $2 where id = $1', [dyno.id, release]);
  }
  await apps.nudge();
}, STEP_MS);

afterAll(async () => {
  await router?.stop();
  await apps?.close();
  await database?.drop();
}, STEP_MS);

/** Of a release with canaries that are out. Answers the release. */
async function addDeployment(): Promise<string> {
  const [row] = await database.dataSource.query(
    `with release as (
       insert into releases (app_id, version, description, image, process_types, config_encrypted, created_by)
       select id, 2, 'Deploy', 'image', '{"web": ""}', '', owner_id from apps where id = $1 returning id, app_id)
     insert into deployments (app_id, release_id, state, deadline_at)
     select app_id, id, 'pending', now() + interval '1 hour' from release returning id, release_id as "releaseId"`,
    [app],
  );
  deployment = row.id;
  return row.releaseId;
}

async function say(settings: UpdateSettings): Promise<void> {
  const update = { strategy: 'canary', canary: 2, ...settings };
  await database.dataSource.query('update formations set update_settings = $2 where app_id = $1', [app, update]);
  await apps.nudge();
}

const ask = (headers: Record<string, string> = {}) => getHttp(router.httpPort, `${APP}.localhost`, '/', headers);

/** How many of 400 requests each kind of dyno answered; none may fail. */
async function counted(headers: Record<string, string> = {}): Promise<{ old: number; canaries: number[] }> {
  const bodies: string[] = [];
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(headers)));
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      bodies.push(body);
    }
  }
  const of = (body: string) => bodies.filter((one) => one === body).length;
  return { old: of('old'), canaries: [of('new 1'), of('new 2')] };
}

const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);

/** Until so much of the traffic goes to canaries; also while that changes no request is lost. */
async function reaches(from: number, to: number, headers: Record<string, string> = {}): Promise<void> {
  await eventually(
    async () => {
      const share = sum((await counted(headers)).canaries) / 400;
      expect(share).toBeGreaterThanOrEqual(from);
      expect(share).toBeLessThanOrEqual(to);
    },
    { withinMs: 30_000 },
  );
}

describe('canaries', () => {
  it(
    'get as much as any other dyno, or the share that their owner says',
    async () => {
      await reaches(0.35, 0.45);
      await say({ canaryWeight: 0.1 });
      await reaches(0.07, 0.13);
      await say({ canaryWeight: 0.8 });
      await reaches(0.75, 0.85);
    },
    STEP_MS,
  );

  it(
    'get the requests that are marked for them, each its part, and no others where their share is 0',
    async () => {
      await say({ canaryWeight: 0, canaryHeader: 'X-Canary: 1', canaryCookie: 'beta=yes' });
      await reaches(1, 1, { 'x-canary': '1' });
      await reaches(0, 0);
      await reaches(0, 0, { 'x-canary': '2' });
      await reaches(1, 1, { cookie: 'a=b; beta=yes' });
      const { canaries } = await counted({ 'x-canary': '1' });
      for (const count of canaries) expect(count).toBeGreaterThan(100);
    },
    STEP_MS,
  );

  it(
    'stay what they are when their release fails, and are dynos like all others once it is promoted',
    async () => {
      await say({ canaryWeight: 0, canaryHeader: 'X-Canary: 1' });
      await reaches(0, 0);
      await database.dataSource.query(`update deployments set state = 'failed' where id = $1`, [deployment]);
      await say({ canaryWeight: 0.8, canaryHeader: 'X-Canary: 1' });
      await reaches(0.75, 0.85);
      await database.dataSource.query('update deployments set promoted_at = now() where id = $1', [deployment]);
      await apps.nudge();
      await reaches(0.35, 0.45);
      await reaches(0.35, 0.45, { 'x-canary': '1' });
    },
    STEP_MS,
  );
});
