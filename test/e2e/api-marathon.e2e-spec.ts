import { startMarathonApi, type MarathonApi } from '../support/marathon-api.js';
import { addDyno } from '../support/play-scheduler.js';

let marathon: MarathonApi;
let { api, ann, h1, docker, query, succeed, running } = {} as MarathonApi;

beforeAll(async () => {
  marathon = await startMarathonApi();
  ({ api, ann, h1, docker, query, succeed, running } = marathon);
});
afterAll(() => marathon.stop());

const tagged = (tag: string) => ({ container: { docker: { image: tag } } });

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
    const upgradeStrategy = { minimumHealthCapacity: 0.5, maximumOverCapacity: 0 };
    await ann.put('/v2/apps/part', { upgradeStrategy });
    expect((await ann.get('/v2/apps/part')).body.app).toMatchObject({ instances: 2, upgradeStrategy });
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
