import type { ApiCaller } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
let ann: ApiCaller;
let bob: ApiCaller;
let eve: ApiCaller;

beforeAll(async () => {
  api = await startTestApi();
  ann = await api.newUser('ann@example.com');
  bob = await api.newUser('bob@example.com');
  eve = await api.newUser('eve@example.com');
});
afterAll(() => api.stop());

const offer = (by: ApiCaller, app: string, recipient = 'bob@example.com') =>
  by.post('/account/app-transfers', { app, recipient });
const ownerOf = async (app: string) => (await api.admin.get(`/apps/${app}`)).body.owner.email as string;

describe('an app that is given away', () => {
  it('is the new owner’s when they take it; the former one stays as a collaborator', async () => {
    await ann.post('/apps', { name: 'shop' });
    await ann.post('/apps/shop/collaborators', { user: 'bob@example.com', permissions: ['view'] });
    const made = await offer(ann, 'shop');
    expect(made).toMatchObject({ status: 201, body: { state: 'pending', recipient: { email: 'bob@example.com' } } });
    const path = `/account/app-transfers/${made.body.id}`;
    expect(await ownerOf('shop')).toBe('ann@example.com');
    expect((await ann.patch(path, { state: 'accepted' })).status).toBe(403);
    expect((await eve.patch(path, { state: 'accepted' })).status).toBe(404);
    expect((await bob.patch(path, { state: 'accepted' })).body.state).toBe('accepted');
    expect(await ownerOf('shop')).toBe('bob@example.com');
    const { body } = await bob.get('/apps/shop/collaborators');
    expect(body).toMatchObject([
      { role: 'owner', user: { email: 'bob@example.com' } },
      {
        role: 'collaborator',
        user: { email: 'ann@example.com' },
        permissions: [{ name: 'view' }, { name: 'deploy' }, { name: 'operate' }],
      },
    ]);
    expect((await ann.patch('/apps/shop/config-vars', { A: '1' })).status).toBe(200);
    expect((await ann.delete('/apps/shop')).status).toBe(403);
    expect((await bob.patch(path, { state: 'declined' })).body.id).toBe('conflict');
  });

  it('stays where it is when the offer is declined or taken back, and is offered to one at a time', async () => {
    await ann.post('/apps', { name: 'kept' });
    await offer(ann, 'kept');
    expect((await offer(ann, 'kept', 'eve@example.com')).status).toBe(422);
    expect((await bob.patch('/account/app-transfers/kept', { state: 'declined' })).body.state).toBe('declined');
    await offer(ann, 'kept');
    expect((await ann.delete('/account/app-transfers/kept')).body.state).toBe('declined');
    expect((await bob.patch('/account/app-transfers/kept', { state: 'accepted' })).status).toBe(404);
    expect(await ownerOf('kept')).toBe('ann@example.com');
  });

  it('goes at once when an administrator gives it away, as after somebody left', async () => {
    await ann.post('/apps', { name: 'left' });
    await api.admin.post('/users/ann@example.com/actions/disable');
    expect((await offer(api.admin, 'left')).body.state).toBe('accepted');
    expect(await ownerOf('left')).toBe('bob@example.com');
    expect((await offer(api.admin, 'left', 'ann@example.com')).body.resource).toBe('user');
    await api.admin.post('/users/ann@example.com/actions/enable');
  });

  it('is only given away by its owner, to somebody else, who is told of it and nobody else', async () => {
    await ann.post('/apps', { name: 'mine' });
    await ann.post('/apps/mine/collaborators', { user: 'eve@example.com', permissions: ['manage'] });
    expect((await offer(eve, 'mine', 'eve@example.com')).body.resource).toBe('app');
    expect((await offer(ann, 'mine', 'ann@example.com')).status).toBe(422);
    expect((await offer(ann, 'mine', 'nobody@example.com')).body.resource).toBe('user');
    const { body } = await offer(ann, 'mine');
    expect((await ann.patch(`/account/app-transfers/${body.id}`, { state: 'mine' })).status).toBe(422);
    expect((await bob.get('/account/app-transfers')).body).toContainEqual(expect.objectContaining({ id: body.id }));
    expect((await eve.get('/account/app-transfers')).body).toEqual([]);
    expect((await eve.get(`/account/app-transfers/${body.id}`)).status).toBe(404);
  });
});
