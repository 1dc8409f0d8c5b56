import { ADMIN_LOGIN, startTestApi, type TestApi } from '../support/test-api.js';

const MOST = 10;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  await api.newUser('ann@example.com');
});
afterAll(() => api.stop());
beforeEach(() => api.database.dataSource.query('delete from login_attempts'));

const login = (name: string, password: string) =>
  logInWith(`Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`);

async function logInWith(authorization: string) {
  const response = await fetch(`${api.url}/oauth/authorizations`, { method: 'POST', headers: { authorization } });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as { message: string },
  };
}

const many = (count: number, attempt: () => ReturnType<typeof login>) =>
  Promise.all(Array.from({ length: count }, attempt));
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();

describe('a login by password', () => {
  it('SEC-07: has ten attempts in a quarter of an hour, however many come at once; then not even the right password counts', async () => {
    const answers = await many(3 * MOST, () => login('admin', 'wrong'));
    expect(statuses(answers)).toEqual([...Array<number>(MOST).fill(401), ...Array<number>(2 * MOST).fill(429)]);
    const right = await logInWith(ADMIN_LOGIN);
    expect(right).toMatchObject({ status: 429, body: { id: 'rate_limit', retry_after: expect.any(Number) } });
    expect(Number(right.retryAfter)).toBeGreaterThan(800);
    expect(right.body.message).toBe(`Too many attempts to log in. Try again in ${right.retryAfter} s.`);
  });

  it('takes no notice of what happens to other accounts', async () => {
    await many(2 * MOST, () => login('ann@example.com', 'wrong'));
    expect((await logInWith(ADMIN_LOGIN)).status).toBe(201);
  });

  it('forgets wrong attempts with the right one, and all of them after the time', async () => {
    await many(MOST - 1, () => login('admin', 'wrong'));
    expect((await logInWith(ADMIN_LOGIN)).status).toBe(201);
    expect(statuses(await many(MOST, () => login('admin', 'wrong')))).toEqual(Array<number>(MOST).fill(401));
    await api.database.dataSource.query(`update login_attempts set since = since - interval '15 minutes'`);
    expect((await logInWith(ADMIN_LOGIN)).status).toBe(201);
  });

  it('SEC-07: says of an account that there is not what it says of others', async () => {
    const answers = await many(MOST + 1, () => login('nobody@example.com', 'wrong'));
    expect(statuses(answers)).toEqual([...Array<number>(MOST).fill(401), 429]);
  });

  it('has a hundred attempts from one address, whatever the accounts', async () => {
    let count = 0;
    const answers = await many(110, () => login(`user${(count += 1)}@example.com`, 'wrong'));
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(10);
  });

  it('leaves tokens alone', async () => {
    await many(2 * MOST, () => login('admin', 'wrong'));
    expect((await api.admin.get('/account')).status).toBe(200);
  });

  it('keeps no name that somebody typed', async () => {
    await login('correct horse battery staple', 'admin');
    const rows = await api.database.dataSource.query('select encode(key, $1) as key from login_attempts', ['escape']);
    expect(JSON.stringify(rows)).not.toContain('horse');
  });
});
