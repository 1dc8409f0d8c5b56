import { startOneImageRegistry, type OneImageRegistry } from '../support/one-image-registry.js';
import { eventually } from '../support/eventually.js';
import { addDyno, addHost, endDeployment } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';
import type { ApiAnswer, ApiCaller } from '../support/api-caller.js';
import { callerOf } from '../support/api-caller.js';

let api: TestApi;
let registry: OneImageRegistry;
let ann: ApiCaller;
let h1: string;

beforeAll(async () => {
  registry = await startOneImageRegistry(['1', '2']);
  api = await startTestApi({ REGISTRY_URL: registry.url });
  ann = await api.newUser('ann@example.com');
  h1 = await addHost(api.database.dataSource, { name: 'h1', labels: { zone: 'a' } });
  await addHost(api.database.dataSource, { name: 'h2', labels: { zone: 'b' } });
});
afterAll(async () => {
  await api.stop();
  await registry.close();
});

const query = <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
  api.database.dataSource.query(sql, values);
const succeed = (app: string) => endDeployment(api.database.dataSource, app, 'succeeded');
const docker = (app: string, tag: string) => ({
  container: { type: 'DOCKER', docker: { image: `${registry.host}/${app}:${tag}` } },
});

const tagged = (tag: string) => ({ container: { docker: { image: tag } } });

/** Follows the events as somebody. */
async function eventsOf(caller: ApiCaller, search = '') {
  const { access_token } = (await caller.post('/oauth/authorizations', { description: 'events' })).body;
  const gone = new AbortController();
  const headers = { authorization: `Bearer ${access_token.token}`, accept: 'text/event-stream' };
  const response = await fetch(`${api.url}/v2/events${search}`, { headers, signal: gone.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  let text = '';
  const reading = (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
  })().catch(() => undefined);
  const events = () =>
    [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1]!) as { eventType: string });
  const close = async () => {
    gone.abort();
    await reading;
  };
  return { events, types: () => events().map(({ eventType }) => eventType), close };
}

/** A Marathon app that runs and waits for nothing. */
async function running(app: string, more: object = {}): Promise<ApiAnswer> {
  const made = await ann.post('/v2/apps', {
    id: `/${app}`,
    cpus: 0.1,
    mem: 64,
    instances: 0,
    ...docker(app, '1'),
    ...more,
  });
  expect(made.status).toBe(201);
  await succeed(app);
  return made;
}

describe('POST /v2/apps', () => {
  it('makes app, release and formation in one go, and answers the deployment', async () => {
    const answer = await ann.post('/v2/apps', {
      id: '/first',
      cmd: 'node other.js',
      instances: 2,
      cpus: 0.1,
      mem: 64,
      constraints: [['hostname', 'UNIQUE']],
      healthChecks: [{ protocol: 'HTTP', path: '/up', gracePeriodSeconds: 5, intervalSeconds: 2, timeoutSeconds: 1 }],
      env: { GREETING: 'hi' },
      ...docker('first', '1'),
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        id: '/first',
        cmd: 'node other.js',
        instances: 2,
        cpus: 0.1,
        mem: 64,
        constraints: [['hostname', 'UNIQUE']],
        env: { GREETING: 'hi' },
        healthChecks: [{ protocol: 'HTTP', path: '/up', gracePeriodSeconds: 5, maxConsecutiveFailures: 3 }],
        container: docker('first', '1').container,
        tasksRunning: 0,
      },
    });
    const [{ id }] = answer.body.deployments;
    expect(answer.headers.get('marathon-deployment-id')).toBe(id);
    expect((await ann.get('/v2/deployments')).body).toMatchObject([
      { id, affectedApps: ['/first'], currentActions: [{ action: 'RestartApplication', app: '/first' }] },
    ]);
    expect((await ann.get('/apps/first/releases')).body).toHaveLength(2);
    expect((await ann.get('/apps/first/formation/web')).body).toMatchObject({ quantity: 2, cpu_millis: 100 });
    await succeed('first');
  });

  it('refuses what there is already, and writes nothing for what can never run', async () => {
    await running('there');
    expect(await ann.post('/v2/apps', { id: '/there', ...docker('there', '1') })).toMatchObject({
      status: 409,
      body: { message: 'An app with id [/there] already exists.' },
    });
    const impossible = { id: '/never', instances: 3, constraints: [['hostname', 'UNIQUE']], ...docker('never', '1') };
    const refused = await ann.post('/v2/apps', impossible);
    expect(refused.status).toBe(422);
    expect(refused.body).toEqual({ message: expect.stringContaining('web can never run like this') });
    expect(await query(`select from apps where name = 'never'`)).toEqual([]);
  });

  it.each<[string, number, object, string | RegExp]>([
    ['an unknown field', 422, { instanses: 1 }, 'Object is not valid'],
    ['a foreign image', 422, { container: { docker: { image: 'docker.io/nginx:1' } } }, /foreign image/],
    ['an image that was not pushed', 404, tagged('9'), /Nothing was pushed.*apps:create fresh/],
    ['no image', 422, {}, /container\.docker\.image/],
    ['a reserved name', 422, { id: '/api', ...tagged('1') }, /reserved/],
    ['a deeper group', 422, { id: '/a/b/c/d' }, /is no id/],
    ['a bad constraint', 422, { ...tagged('1'), constraints: [['zone', 'NEAR', 'a']] }, /no operator/],
    ['a bad env', 422, { ...tagged('1'), env: { PORT: '1' } }, /PORT cannot be set/],
  ])('refuses %s with %i in Marathon’s shape', async (_, status, more, message) => {
    const answer = await ann.post('/v2/apps', { id: '/fresh', ...more });
    expect([answer.status, Object.keys(answer.body).filter((key) => key !== 'details')]).toEqual([status, ['message']]);
    expect(answer.body.message).toMatch(message);
    expect(await query(`select from apps where name in ('fresh', 'api', 'a')`)).toEqual([]);
  });

  it('names the fields that are wrong', async () => {
    const { body } = await ann.post('/v2/apps', { id: '/fresh', instances: -1, acceptedResourceRoles: ['slave'] });
    expect(body).toEqual({
      message: 'Object is not valid',
      details: [
        { path: '/instances', errors: ['must be a whole number from 0 to 100'] },
        { path: '/acceptedResourceRoles', errors: ['is not supported here'] },
      ],
    });
  });
});

describe('PUT /v2/apps/{id}', () => {
  it('changes only what the body names, without a release where none is needed', async () => {
    await running('part', { env: { A: '1' } });
    const scaled = await ann.put('/v2/apps/part', { instances: 2 });
    expect(scaled).toMatchObject({
      status: 200,
      body: { version: expect.any(String), deploymentId: expect.any(String) },
    });
    expect(scaled.headers.get('marathon-deployment-id')).toBe(scaled.body.deploymentId);
    expect((await ann.get('/v2/deployments')).body).toContainEqual(
      expect.objectContaining({ id: scaled.body.deploymentId, affectedApps: ['/part'] }),
    );
    const { app } = (await ann.get('/v2/apps//part')).body;
    expect(app).toMatchObject({
      instances: 2,
      cpus: 0.1,
      env: { A: '1' },
      deployments: [{ id: scaled.body.deploymentId }],
    });
    expect((await ann.get('/apps/part/releases')).body).toHaveLength(2);
    for (const slot of [1, 2]) await addDyno(api.database.dataSource, { app: 'part', hostId: h1, slot });
    await query(`update dynos set generation = release_id || ':100x64:0' where app_name = 'part'`);
    expect((await ann.get('/v2/apps/part')).body.app).toMatchObject({
      tasksRunning: 2,
      tasksHealthy: 2,
      deployments: [],
    });
    const again = await ann.put('/v2/apps/part', { instances: 2 });
    expect(again.body.deploymentId).toBe(scaled.body.deploymentId);
  });

  it('makes a process type beside web, and takes no config var from another', async () => {
    await running('two', { env: { A: '1' } });
    const made = await ann.put('/v2/apps/two/worker', { cmd: 'node worker.js', instances: 0 });
    expect(made.status).toBe(201);
    expect((await ann.get('/v2/apps')).body.apps.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['/two', '/two/worker']),
    );
    const refused = await ann.put('/v2/apps/two/worker', { env: { B: '2' } });
    expect([refused.status, refused.body.message]).toEqual([422, expect.stringContaining('take A from web')]);
    expect((await ann.put('/v2/apps/two/worker', { env: { A: '1', B: '2' } })).status).toBe(200);
  });

  it('is locked while a release is on its way, until it is forced', async () => {
    await running('lock', { instances: 1 });
    const first = await ann.put('/v2/apps/lock', docker('lock', '2'));
    const id = first.body.deploymentId;
    const locked = {
      message: `App is locked by one or more deployments. Override with the option '?force=true'. View details at '/v2/deployments/${id}'.`,
      deployments: [{ id }],
    };
    for (const answer of [
      await ann.put('/v2/apps/lock', { env: { A: '1' } }),
      await ann.put('/v2/apps/lock?force=false', { instances: 2 }),
      await ann.post('/v2/apps/lock/restart'),
      await ann.delete('/v2/apps/lock'),
    ]) {
      expect([answer.status, answer.body]).toEqual([409, locked]);
    }
    const forced = await ann.put('/v2/apps/lock?force=true', { env: { A: '1' } });
    expect(forced.status).toBe(200);
    expect((await ann.get('/v2/deployments')).body).toContainEqual(
      expect.objectContaining({ id: forced.body.deploymentId, affectedApps: ['/lock'] }),
    );
    const [row] = await query('select state from deployments where id = $1', [id]);
    expect(row).toEqual({ state: 'superseded' });
    await succeed('lock');
  });

  it.each(['?speed=1', '?force=maybe', '?partialUpdate=false'])('refuses the query %s', async (text) => {
    expect(await ann.put(`/v2/apps/first${text}`, { instances: 1 })).toMatchObject({
      status: 422,
      body: { message: 'Object is not valid' },
    });
  });
});

describe('what runs and what waits', () => {
  it('tells tasks with host, port and state', async () => {
    await running('tasky', { instances: 2 });
    const id = await addDyno(api.database.dataSource, { app: 'tasky', hostId: h1 });
    await addDyno(api.database.dataSource, { app: 'tasky', hostId: h1, slot: 2, state: 'starting' });
    const { tasks } = (await ann.get('/v2/apps/tasky/tasks')).body;
    expect(tasks).toMatchObject([
      {
        id: `tasky_web.${id}`,
        appId: '/tasky',
        host: 'h1',
        state: 'TASK_RUNNING',
        healthCheckResults: [{ alive: true }],
      },
      { state: 'TASK_STARTING', startedAt: null },
    ]);
    expect((await ann.get('/v2/apps/tasky')).body.app).toMatchObject({
      tasksRunning: 1,
      tasksHealthy: 1,
      tasksStaged: 1,
    });
    expect((await ann.get('/v2/tasks')).body.tasks).toEqual(expect.arrayContaining(tasks));
    const { apps } = (await ann.get('/v2/apps?embed=apps.tasks')).body;
    expect(apps.find((app: { id: string }) => app.id === '/tasky').tasks).toEqual(tasks);
  });

  it('tells in the queue which slots wait, and why', async () => {
    await running('waits', { instances: 2 });
    const reason = 'no host fits: cpu 2 of 2';
    await query(
      `insert into waiting_slots (app_id, process_type, slot, state, reason)
       select id, 'web', 2, 'blocked', $1 from apps where name = 'waits'`,
      [reason],
    );
    expect((await ann.get('/v2/queue')).body.queue).toMatchObject([
      {
        app: { id: '/waits' },
        count: 1,
        delay: { timeLeftSeconds: 0, overdue: true },
        waiting: [{ instance: 'web.2', state: 'blocked', reason }],
      },
    ]);
  });

  it('says who it is, and what of Marathon’s API there is not', async () => {
    const ping = await fetch(`${api.url}/ping`);
    expect([ping.status, await ping.text()]).toEqual([200, 'pong']);
    expect((await ann.get('/v2/info')).body).toMatchObject({ name: 'jujube', elected: true });
    for (const path of ['/v2/groups', '/v2/apps/first/versions', '/v2/eventSubscriptions', '/v2/apps/a/b/c']) {
      expect(await ann.get(path)).toMatchObject({
        status: 404,
        body: { message: expect.stringContaining('/v2/apps') },
      });
    }
  });
});

describe('ending things', () => {
  it('restarts a process type', async () => {
    await running('again', { instances: 1 });
    const { status, body } = await ann.post('/v2/apps/again/restart');
    expect(status).toBe(200);
    expect((await ann.get('/v2/apps/again')).body.app.deployments).toEqual([{ id: body.deploymentId }]);
  });

  it('cancels a release, but no change of numbers', async () => {
    await running('cancel', { instances: 1 });
    const { deploymentId } = (await ann.put('/v2/apps/cancel', docker('cancel', '2'))).body;
    expect((await ann.delete(`/v2/deployments/${deploymentId}?force=true`)).status).toBe(422);
    const cancelled = await ann.delete(`/v2/deployments/${deploymentId}`);
    expect(cancelled).toMatchObject({ status: 200, body: { deploymentId: expect.any(String) } });
    expect((await ann.get('/v2/apps/cancel')).body.app).toMatchObject({
      container: docker('cancel', '1').container,
      deployments: [{ id: cancelled.body.deploymentId }],
    });
    expect((await ann.delete(`/v2/deployments/${cancelled.body.deploymentId}`)).status).toBe(422);
    expect((await ann.delete(`/v2/deployments/${deploymentId}`)).status).toBe(404);
  });

  it('removes one process type of two, then the app with the last', async () => {
    await running('gone');
    await ann.put('/v2/apps/gone/worker', { cmd: 'node worker.js', instances: 0 });
    const first = await ann.delete('/v2/apps/gone');
    expect(first).toMatchObject({ status: 200, body: { deploymentId: expect.any(String) } });
    expect((await ann.get('/v2/apps/gone')).status).toBe(404);
    expect((await ann.get('/v2/apps/gone/worker')).status).toBe(200);
    expect((await ann.delete('/v2/apps/gone/worker')).status).toBe(200);
    expect(await query(`select from apps where name = 'gone'`)).toEqual([]);
  });
});

describe('GET /v2/events', () => {
  it('tells deployments and tasks as they come and go, and only those of one’s own apps', async () => {
    await running('noisy', { instances: 1 });
    const eve = await api.newUser('eve@example.com');
    const [own, foreign] = await Promise.all([eventsOf(ann), eventsOf(eve)]);
    await eventually(() => expect(own.types()).toEqual(['event_stream_attached']));
    const { deploymentId } = (await ann.put('/v2/apps/noisy', docker('noisy', '2'))).body;
    await eventually(() => expect(own.types()).toContain('deployment_info'));
    await addDyno(api.database.dataSource, { app: 'noisy', hostId: h1 });
    await succeed('noisy');
    await query(`select pg_notify('jujube_releases', '')`);
    await eventually(() => expect(own.types()).toContain('deployment_success'));
    expect(own.events()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ eventType: 'api_post_event', uri: '/v2/apps/noisy' }),
        expect.objectContaining({ eventType: 'status_update_event', appId: '/noisy', taskStatus: 'TASK_RUNNING' }),
        expect.objectContaining({ eventType: 'deployment_success', id: deploymentId }),
      ]),
    );
    expect(foreign.types()).toEqual(['event_stream_attached']);
    for (const stream of [own, foreign]) await stream.close();
  });

  it('tells only the types that were asked for, and refuses those that there are not', async () => {
    expect((await ann.get('/v2/events?event_type=pod_created_event')).status).toBe(422);
    const stream = await eventsOf(ann, '?event_type=deployment_info&event_type=app_terminated_event');
    await ann.post('/v2/apps/noisy/restart');
    await eventually(() => expect(stream.types()).toEqual(['deployment_info']));
    await stream.close();
  });
});

describe('who may', () => {
  it('knows nobody without a token, and shows no app to another', async () => {
    const made = await running('mine', { instances: 1 });
    await ann.put('/v2/apps/mine', docker('mine', '2'));
    const [{ id }] = (await ann.get('/v2/apps/mine')).body.app.deployments;
    expect(made.status).toBe(201);
    const nobody = callerOf(api.url, null);
    const bob = await api.newUser('bob@example.com');
    for (const path of ['/v2/apps', '/v2/apps/mine', '/v2/tasks', '/v2/deployments', '/v2/queue', '/v2/info']) {
      expect([path, (await nobody.get(path)).status]).toEqual([path, 401]);
    }
    expect((await bob.get('/v2/apps')).body).toEqual({ apps: [] });
    expect((await bob.get('/v2/deployments')).body).toEqual([]);
    expect((await bob.get('/v2/tasks')).body).toEqual({ tasks: [] });
    expect((await bob.get('/v2/queue')).body).toEqual({ queue: [] });
    const answers = [
      await bob.get('/v2/apps/mine'),
      await bob.get('/v2/apps/mine/tasks'),
      await bob.post('/v2/apps/mine/restart'),
      await bob.delete('/v2/apps/mine'),
      await bob.delete(`/v2/deployments/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await bob.put('/v2/apps/mine', docker('mine', '1'))).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('already taken') },
    });
    const admin = (await api.admin.get('/v2/apps')).body.apps;
    expect(admin.map((app: { id: string }) => app.id)).toContain('/mine');
  });
});
