import { TOTP, Secret } from 'otpauth';
import type { ApiCaller } from '../support/api-caller.js';
import { startTestApi, TEST_PASSWORD, type TestApi } from '../support/test-api.js';

let api: TestApi;
let ann: ApiCaller;
let secret: string;
let recovery: string[];

beforeAll(async () => {
  api = await startTestApi();
  ann = await api.newUser('ann@example.com');
});
afterAll(() => api.stop());

/** The code of this period, or of one so many before or after it. */
const codeOf = (of: string, periods = 0) =>
  new TOTP({ secret: Secret.fromBase32(of) }).generate({ timestamp: Date.now() + periods * 30_000 });

async function logIn(code?: string, password = TEST_PASSWORD) {
  const authorization = `Basic ${Buffer.from(`ann@example.com:${password}`).toString('base64')}`;
  const headers = { authorization, ...(code !== undefined && { 'heroku-two-factor-code': code }) };
  const answer = await fetch(`${api.url}/oauth/authorizations`, { method: 'POST', headers });
  return { status: answer.status, id: ((await answer.json()) as { id: string }).id };
}

/** Codes count once, and each login takes one: as if their time had passed. */
const forgetUsed = () => api.database.dataSource.query('update second_factors set last_step = 0');
const forgetAttempts = () => api.database.dataSource.query('delete from login_attempts');

// one story, told in order: each step stands on the one before
describe('a second factor', () => {
  it('is asked for only after it was confirmed with a right code', async () => {
    const { body } = await ann.post('/account/two-factor');
    expect(body.url).toMatch(/^otpauth:\/\/totp\/Jujube:ann%40example\.com\?.*secret=/);
    secret = body.secret as string;
    expect((await logIn()).status).toBe(201);
    expect((await ann.post('/account/two-factor/confirmation', { code: '000000' })).status).toBe(422);
    const confirmed = await ann.post('/account/two-factor/confirmation', { code: codeOf(secret) });
    recovery = confirmed.body.recovery_codes as string[];
    expect(new Set(recovery).size).toBe(10);
    expect((await ann.get('/account')).body.two_factor_authentication).toBe(true);
    expect((await ann.post('/account/two-factor')).body.id).toBe('conflict');
  });

  it('lets in with the password and a code of about now, once', async () => {
    await forgetUsed();
    expect(await logIn()).toEqual({ status: 403, id: 'two_factor' });
    expect(await logIn('123')).toEqual({ status: 403, id: 'two_factor' });
    expect((await logIn(codeOf(secret), 'wrong password')).status).toBe(401);
    const code = codeOf(secret);
    expect((await logIn(code)).status).toBe(201);
    expect(await logIn(code)).toEqual({ status: 403, id: 'two_factor' });
    await forgetAttempts();
    await forgetUsed();
    expect((await logIn(codeOf(secret, -1))).status).toBe(201);
    await forgetUsed();
    expect((await logIn(codeOf(secret, -5))).status).toBe(403);
  });

  it('is replaced by each recovery code once', async () => {
    await forgetAttempts();
    expect((await logIn(recovery[0])).status).toBe(201);
    expect((await logIn(recovery[0])).status).toBe(403);
    expect((await logIn(recovery[1]!.toUpperCase())).status).toBe(201);
  });

  it('cannot be guessed: after some attempts nobody is let in, with a right code either', async () => {
    await forgetAttempts();
    await forgetUsed();
    const statuses = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await logIn(String(100_000 + i))).status);
    expect(statuses).toContain(429);
    expect((await logIn(codeOf(secret))).status).toBe(429);
    await forgetAttempts();
  });

  it('does not stand in the way of tokens, and its secret is kept sealed', async () => {
    expect((await ann.get('/apps')).status).toBe(200);
    const [row] = await api.database.dataSource.query(
      `select encode(secret_encrypted, 'escape') as text from second_factors`,
    );
    expect(row.text).not.toContain(secret);
    const rows = await api.database.dataSource.query(`select encode(code_hash, 'hex') as text from recovery_codes`);
    expect(JSON.stringify(rows)).not.toContain(recovery[5]);
  });

  it('is turned off with a code, or by an administrator when all codes are lost', async () => {
    await forgetUsed();
    expect((await ann.delete('/account/two-factor')).status).toBe(422);
    expect((await ann.post('/users/ann@example.com/actions/reset-two-factor')).status).toBe(403);
    expect((await api.admin.post('/users/ann@example.com/actions/reset-two-factor')).status).toBe(200);
    expect((await logIn()).status).toBe(201);
    expect((await ann.get('/account')).body.two_factor_authentication).toBe(false);
    secret = (await ann.post('/account/two-factor')).body.secret as string;
    await ann.post('/account/two-factor/confirmation', { code: codeOf(secret) });
    await forgetUsed();
    const headers = {
      authorization: `Bearer ${(await ann.post('/oauth/authorizations', {})).body.access_token.token}`,
    };
    const end = (code: string) =>
      fetch(`${api.url}/account/two-factor`, {
        method: 'DELETE',
        headers: { ...headers, 'heroku-two-factor-code': code },
      });
    expect((await end('000000')).status).toBe(422);
    expect((await end(codeOf(secret))).status).toBe(200);
    expect((await logIn()).status).toBe(201);
  });
});
