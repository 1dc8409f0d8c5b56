import { callerOf, type ApiCaller } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

const GOOD_PASSWORD = 'a long enough one';

let api: TestApi;
let nobody: ApiCaller;

beforeAll(async () => {
  api = await startTestApi();
  nobody = callerOf(api.url, null);
});
afterAll(() => api.stop());

const invite = async (email: string) => (await api.admin.post('/users', { email })).body;
const accept = (code: string, password = GOOD_PASSWORD) =>
  nobody.post('/invitations/actions/accept', { code, password });

function basic(user: string, password: string) {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

async function logIn(user: string, password: string) {
  const headers = { authorization: basic(user, password) };
  const response = await fetch(`${api.url}/oauth/authorizations`, { method: 'POST', headers });
  const body = (await response.json()) as { access_token?: { token: string } };
  return { status: response.status, caller: callerOf(api.url, body.access_token?.token ?? 'none') };
}

describe('somebody who was invited', () => {
  it('chooses a password with the code, once, and is no administrator', async () => {
    const invited = await invite('Ann@Example.com');
    expect(invited).toMatchObject({ email: 'ann@example.com', state: 'invited', is_admin: false });
    expect((await logIn('ann@example.com', '')).status).toBe(401);
    const { code } = invited.invitation;
    expect(await accept(code, 'short')).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    expect(await accept(code)).toMatchObject({ status: 200, body: { email: 'ann@example.com', state: 'active' } });
    expect(await accept(code)).toMatchObject({ status: 404, body: { resource: 'invitation' } });
    const { status, caller } = await logIn('ANN@example.com', GOOD_PASSWORD);
    expect(status).toBe(201);
    expect((await caller.get('/account')).body.email).toBe('ann@example.com');
    for (const refused of [await caller.get('/users'), await caller.post('/users', { email: 'eve@example.com' })]) {
      expect(refused).toMatchObject({ status: 403, body: { id: 'forbidden' } });
    }
  });

  it('is not let in by a code that is out of date or made up, and no code is in the database', async () => {
    const { invitation } = await invite('late@example.com');
    const [dump] = await api.database.dataSource.query('select jsonb_agg(i)::text as text from invitations i');
    expect(dump.text).not.toContain(invitation.code);
    await api.database.dataSource.query('update invitations set expires_at = now()');
    expect((await accept(invitation.code)).status).toBe(404);
    expect((await accept('jj_made-up')).status).toBe(404);
  });

  it('can be invited again: then the former password and all tokens end with the new one', async () => {
    const first = await invite('lost@example.com');
    await accept(first.invitation.code);
    const { caller } = await logIn('lost@example.com', GOOD_PASSWORD);
    const second = await invite('lost@example.com');
    expect((await caller.get('/account')).status).toBe(200);
    expect((await accept(second.invitation.code, 'another good one')).status).toBe(200);
    expect((await caller.get('/account')).status).toBe(401);
    expect((await logIn('lost@example.com', GOOD_PASSWORD)).status).toBe(401);
    expect((await logIn('lost@example.com', 'another good one')).status).toBe(201);
  });

  it.each(['', 'no-address', 'a b@example.com', 'x@y@z', `${'a'.repeat(260)}@example.com`])(
    'has an e-mail address, not %j',
    async (email) => {
      expect((await api.admin.post('/users', { email })).body.id).toBe('invalid_params');
    },
  );
});

describe('somebody who was disabled', () => {
  it('gets in nowhere until they are enabled, and their apps stay', async () => {
    const { invitation } = await invite('gone@example.com');
    await accept(invitation.code);
    const { caller } = await logIn('gone@example.com', GOOD_PASSWORD);
    await caller.post('/apps', { name: 'left-behind' });
    const disabled = await api.admin.post('/users/gone@example.com/actions/disable');
    expect(disabled).toMatchObject({ status: 200, body: { state: 'disabled' } });
    expect((await caller.get('/account')).status).toBe(401);
    expect((await logIn('gone@example.com', GOOD_PASSWORD)).status).toBe(401);
    expect(await api.admin.post('/users', { email: 'gone@example.com' })).toMatchObject({ status: 409 });
    expect((await api.admin.get('/apps/left-behind')).body.owner.email).toBe('gone@example.com');
    await api.admin.post('/users/gone@example.com/actions/enable');
    expect((await caller.get('/apps/left-behind')).status).toBe(200);
  });

  it('is never the last administrator', async () => {
    for (const action of ['disable', 'demote']) {
      expect(await api.admin.post(`/users/admin@localhost/actions/${action}`)).toMatchObject({
        status: 409,
        body: { id: 'conflict' },
      });
    }
    expect((await api.admin.get('/users')).body).toContainEqual(
      expect.objectContaining({ email: 'admin@localhost', is_admin: true, state: 'active' }),
    );
  });
});
