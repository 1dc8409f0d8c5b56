import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ API_RATE_LIMIT: '60' });
});
afterAll(() => api.stop());

const ask = (token: string) => fetch(`${api.url}/account`, { headers: { authorization: `Bearer ${token}` } });

describe('whoever asks too often', () => {
  it('with one token is told when to try again, and other tokens go on', async () => {
    const { body } = await api.admin.post('/oauth/authorizations', { description: 'script' });
    const { token } = body.access_token as { token: string };
    const answers = [];
    for (let i = 0; i < 70; i += 1) answers.push(await ask(token));
    const left = answers
      .filter(({ status }) => status === 200)
      .map(({ headers }) => Number(headers.get('ratelimit-remaining')));
    expect(left.length).toBeGreaterThanOrEqual(60);
    expect(left[0]).toBe(59);
    expect(left).toContain(0);
    const refused = answers.at(-1)!;
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ id: 'rate_limit', message: expect.stringContaining('Try again in') });
    expect((await api.admin.get('/account')).status).toBe(200);
    const { body: limits } = await api.admin.get('/account/rate-limits');
    expect(limits.remaining).toBeLessThan(60);
  });

  it('with several tokens of one account is told the same', async () => {
    const tokens = [];
    for (let i = 0; i < 6; i += 1) {
      const { body } = await api.admin.post('/oauth/authorizations', { description: `script ${i}` });
      tokens.push(body.access_token.token as string);
    }
    const statuses = [];
    for (let i = 0; i < 300; i += 1) statuses.push((await ask(tokens[i % 6]!)).status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(30);
    const { message } = (await (await ask(tokens[5]!)).json()) as { message: string };
    expect(message).toContain('this account');
  });

  it('with credentials that are none, while good ones from the same address are let in', async () => {
    const statuses = [];
    for (let i = 0; i < 310; i += 1) statuses.push((await ask(`jj_none${i}`)).status);
    expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(300);
    expect(statuses.at(-1)).toBe(429);
    const guest = await api.newUser('guest@example.com');
    expect((await guest.get('/account')).status).toBe(200);
  });
});
