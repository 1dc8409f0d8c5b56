import { startTestApi, type TestApi } from '../support/test-api.js';

const MOST_TIMES = 5_000;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ API_RATE_LIMIT: '60' });
});
afterAll(() => api.stop());

const ask = (token: string) => fetch(`${api.url}/account`, { headers: { authorization: `Bearer ${token}` } });

/** Asks until it is refused; buckets fill while it asks, so how often that takes depends on the machine. */
async function askUntilRefused(tokenOf: (time: number) => string): Promise<Response[]> {
  const answers: Response[] = [];
  while (answers.at(-1)?.status !== 429 && answers.length < MOST_TIMES)
    answers.push(await ask(tokenOf(answers.length)));
  return answers;
}

describe('whoever asks too often', () => {
  it('SEC-23: with one token is told when to try again, and other tokens go on', async () => {
    const { body } = await api.admin.post('/oauth/authorizations', { description: 'script' });
    const { token } = body.access_token as { token: string };
    const answers = await askUntilRefused(() => token);
    const left = answers.slice(0, -1).map(({ headers }) => Number(headers.get('ratelimit-remaining')));
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
    const tokens: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      const { body } = await api.admin.post('/oauth/authorizations', { description: `script ${i}` });
      tokens.push(body.access_token.token as string);
    }
    const answers = await askUntilRefused((time) => tokens[time % tokens.length]!);
    // more than one token has, less than all of them: the account was used before
    expect(answers.length).toBeGreaterThan(100);
    const { message } = (await answers.at(-1)!.json()) as { message: string };
    expect(message).toContain('this account');
  });

  it('with credentials that are none, while good ones from the same address are let in', async () => {
    const answers = await askUntilRefused((time) => `jj_none${time}`);
    expect(answers.slice(0, -1).every(({ status }) => status === 401)).toBe(true);
    expect(answers.length).toBeGreaterThan(300);
    expect(answers.at(-1)!.status).toBe(429);
    const guest = await api.newUser('guest@example.com');
    expect((await guest.get('/account')).status).toBe(200);
  });
});
