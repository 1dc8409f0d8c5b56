import { callerOf } from '../support/api-caller.js';
import { ADMIN_LOGIN, startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
const CI = 'ci@service.localhost';

beforeAll(async () => {
  api = await startTestApi();
  await api.admin.post('/apps', { name: 'shop' });
  expect((await api.admin.post('/service-accounts', { name: 'ci' })).body).toMatchObject({
    email: CI,
    is_service: true,
  });
});
afterAll(() => api.stop());

describe('a service account', () => {
  it('has tokens that open what it was let into, until they are revoked', async () => {
    const made = await api.admin.post(`/service-accounts/${CI}/tokens`, { description: 'drone', expires_in: 3600 });
    expect(made).toMatchObject({ status: 201, body: { user: { email: CI } } });
    const ci = callerOf(api.url, made.body.access_token.token);
    expect((await ci.get('/apps')).body).toEqual([]);
    await api.admin.post('/apps/shop/collaborators', { user: CI, permissions: ['deploy'] });
    expect((await ci.patch('/apps/shop/config-vars', { A: '1' })).status).toBe(200);
    expect((await ci.get('/apps/shop/releases')).body.at(-1).user.email).toBe(CI);
    const listed = await api.admin.get(`/service-accounts/${CI}/tokens`);
    expect(listed.body).toMatchObject([{ id: made.body.id, description: 'drone', access_token: { token: '' } }]);
    expect((await api.admin.delete(`/service-accounts/${CI}/tokens/${made.body.id}`)).status).toBe(200);
    expect((await ci.get('/account')).status).toBe(401);
  });

  it('has no password, and cannot be invited to choose one', async () => {
    const invited = await api.admin.post('/users', { email: CI });
    expect(invited).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    const headers = { authorization: `Basic ${Buffer.from(`${CI}:`).toString('base64')}` };
    expect((await fetch(`${api.url}/oauth/authorizations`, { method: 'POST', headers })).status).toBe(401);
    await api.admin.post('/service-accounts', { name: 'admin' });
    const login = { method: 'POST', headers: { authorization: ADMIN_LOGIN } };
    expect((await fetch(`${api.url}/oauth/authorizations`, login)).status).toBe(201);
    await expect(
      api.database.dataSource.query(`update users set password_hash = 'x' where email = $1`, [CI]),
    ).rejects.toThrow('services_have_no_password');
  });

  it('is made by administrators only, once by a name, and nobody else’s tokens are made that way', async () => {
    const ann = await api.newUser('ann@example.com');
    for (const refused of [
      await ann.post('/service-accounts', { name: 'mine' }),
      await ann.post(`/service-accounts/${CI}/tokens`, {}),
      await ann.get(`/service-accounts/${CI}/tokens`),
    ]) {
      expect(refused).toMatchObject({ status: 403, body: { id: 'forbidden' } });
    }
    expect((await api.admin.post('/service-accounts', { name: 'ci' })).status).toBe(422);
    for (const name of ['', 'C', 'a b', '-ci', 'x@y']) {
      expect((await api.admin.post('/service-accounts', { name })).status).toBe(422);
    }
    expect((await api.admin.post('/service-accounts/ann@example.com/tokens', {})).body.resource).toBe(
      'service_account',
    );
  });
});
