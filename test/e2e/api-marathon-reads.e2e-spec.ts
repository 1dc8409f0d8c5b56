import { callerOf, type ApiCaller } from '../support/api-caller.js';
import { eventually } from '../support/eventually.js';
import { startMarathonApi, type MarathonApi } from '../support/marathon-api.js';
import { addDyno } from '../support/play-scheduler.js';

let marathon: MarathonApi;
let { api, ann, h1, docker, query, succeed, running } = {} as MarathonApi;

beforeAll(async () => {
  marathon = await startMarathonApi();
  ({ api, ann, h1, docker, query, succeed, running } = marathon);
});
afterAll(() => marathon.stop());

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
