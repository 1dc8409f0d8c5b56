import type { ApiCaller } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
let ann: ApiCaller;
let bob: ApiCaller;
let eve: ApiCaller;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await startTestApi();
  ann = await api.newUser('ann@example.com');
  bob = await api.newUser('bob@example.com');
  eve = await api.newUser('eve@example.com');
  for (const name of ['shop-staging', 'shop']) ids[name] = (await ann.post('/apps', { name })).body.id;
  ids.pipeline = (await ann.post('/pipelines', { name: 'shop' })).body.id;
  for (const [app, stage] of [
    ['shop-staging', 'staging'],
    ['shop', 'production'],
  ]) {
    expect((await ann.post('/pipeline-couplings', { app, pipeline: 'shop', stage })).status).toBe(201);
  }
  await ann.post('/apps/shop-staging/collaborators', { user: 'bob@example.com', permissions: ['view', 'deploy'] });
});
afterAll(() => api.stop());

const promote = (by: ApiCaller, source = ids['shop-staging'], target = ids.shop) =>
  by.post('/pipeline-promotions', {
    pipeline: { id: ids.pipeline },
    source: { app: { id: source } },
    targets: [{ app: { id: target } }],
  });

describe('a pipeline', () => {
  it('is seen by its owner, and by who may see an app in it; of the apps only those', async () => {
    expect((await ann.get('/pipelines/shop/pipeline-couplings')).body).toHaveLength(2);
    expect((await bob.get('/pipelines/shop')).status).toBe(200);
    expect((await bob.get('/pipelines/shop/pipeline-couplings')).body).toMatchObject([{ stage: 'staging' }]);
    expect((await bob.post('/filters/apps', { in: { id: Object.values(ids) } })).body).toHaveLength(1);
    expect((await eve.get('/pipelines')).body).toEqual([]);
    expect(await eve.get('/pipelines/shop')).toMatchObject({ status: 404, body: { resource: 'pipeline' } });
    expect((await eve.get(`/pipelines/${ids.pipeline}`)).body).toEqual(
      (await eve.get('/pipelines/00000000-0000-4000-8000-000000000000')).body,
    );
  });

  it('is renamed and forgotten by its owner only', async () => {
    expect((await bob.patch('/pipelines/shop', { name: 'mine' })).status).toBe(403);
    expect((await bob.delete('/pipelines/shop')).status).toBe(403);
    expect((await ann.post('/pipelines', { name: 'shop' })).body.message).toMatch(/already taken/);
    expect((await ann.post('/pipelines', { name: 'No name!' })).status).toBe(422);
    await eve.post('/pipelines', { name: 'other' });
    expect((await ann.patch('/pipelines/shop', { name: 'other' })).body.message).toMatch(/already taken/);
  });

  it('takes an app only from who may operate it', async () => {
    const { body } = await ann.get('/apps/shop-staging/pipeline-couplings');
    expect((await bob.patch(`/pipeline-couplings/${body.id}`, { stage: 'production' })).status).toBe(403);
    expect((await bob.delete(`/pipeline-couplings/${body.id}`)).status).toBe(403);
    expect((await eve.delete(`/pipeline-couplings/${body.id}`)).status).toBe(404);
    await eve.post('/apps', { name: 'eves' });
    expect((await eve.post('/pipeline-couplings', { app: 'eves', pipeline: 'shop', stage: 'staging' })).status).toBe(
      404,
    );
    expect((await eve.post('/pipeline-couplings', { app: 'shop', pipeline: 'other', stage: 'staging' })).status).toBe(
      404,
    );
    expect((await ann.post('/pipeline-couplings', { app: 'shop', pipeline: 'shop', stage: 'beta' })).status).toBe(422);
    expect((await ann.get('/apps/eves/pipeline-couplings')).status).toBe(404);
  });

  it('promotes only to what one may deploy, from what runs, and to where it does not come from', async () => {
    expect((await promote(bob)).status).toBe(404);
    await ann.post('/apps/shop/collaborators', { user: 'bob@example.com', permissions: ['view'] });
    expect(await promote(bob)).toMatchObject({ status: 403, body: { message: expect.stringContaining('deploy') } });
    expect((await promote(ann)).body.message).toMatch(/no release that runs/);
    expect((await promote(ann, ids.shop, ids.shop)).body.message).toMatch(/Name each target once/);
    const { body: other } = await ann.post('/apps', { name: 'elsewhere' });
    expect((await promote(ann, ids.shop, other.id)).body.message).toMatch(/in the same pipeline/);
    const noTargets = { pipeline: 'shop', source: { app: 'shop' }, targets: [] };
    expect((await ann.post('/pipeline-promotions', noTargets)).status).toBe(422);
    expect((await ann.get('/pipeline-promotions/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });
});
