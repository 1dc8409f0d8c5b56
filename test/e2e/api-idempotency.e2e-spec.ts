import type { ApiCaller } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
let ann: ApiCaller;
let annToken: string;

beforeAll(async () => {
  api = await startTestApi();
  ann = await api.newUser('ann@example.com');
  annToken = (await ann.post('/oauth/authorizations', { description: 'ci' })).body.access_token.token as string;
});
afterAll(() => api.stop());

async function create(path: string, body: object, key: string, token = annToken) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key };
  const answer = await fetch(api.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return {
    status: answer.status,
    replayed: answer.headers.get('idempotent-replayed'),
    body: (await answer.json()) as Record<string, unknown>,
  };
}

describe('a creation with an Idempotency-Key', () => {
  it('is done once, and answered the same again', async () => {
    const first = await create('/apps', {}, 'k-1');
    expect(first).toMatchObject({ status: 201, replayed: null });
    expect(await create('/apps', {}, 'k-1')).toEqual({ ...first, replayed: 'true' });
    expect((await create('/apps', {}, 'k-2')).body.id).not.toBe(first.body.id);
    expect((await ann.get('/apps')).body).toHaveLength(2);
  });

  it('is done once also when all ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create('/apps', { name: 'at-once' }, 'k-3')));
    expect(answers.filter(({ status, replayed }) => status === 201 && replayed === null)).toHaveLength(1);
    expect(answers.every(({ status, replayed }) => status === 409 || replayed === 'true' || status === 201)).toBe(true);
    expect((await create('/apps', { name: 'at-once' }, 'k-3')).body.name).toBe('at-once');
  });

  it('is another one for another body, and another user', async () => {
    expect(await create('/apps', { name: 'shop' }, 'k-4')).toMatchObject({ status: 201 });
    expect(await create('/apps', { name: 'blog' }, 'k-4')).toMatchObject({
      status: 422,
      body: { id: 'invalid_params' },
    });
    expect((await create('/apps', { name: 'admins' }, 'k-4', api.adminToken)).body.name).toBe('admins');
  });

  it('that was refused may be tried again', async () => {
    expect((await create('/apps', { name: 'taken' }, 'k-5')).status).toBe(201);
    expect((await create('/apps', { name: 'taken' }, 'k-6')).status).toBe(422);
    await ann.delete('/apps/taken');
    expect((await create('/apps', { name: 'taken' }, 'k-6')).status).toBe(201);
  });

  it('keeps what it answered sealed', async () => {
    const { body } = await create('/oauth/authorizations', { description: 'secret' }, 'k-7');
    const { token } = body.access_token as { token: string };
    const again = await create('/oauth/authorizations', { description: 'secret' }, 'k-7');
    expect(again.body.access_token).toEqual(body.access_token);
    const rows = await api.database.dataSource.query(
      `select encode(answer_encrypted, 'escape') as text from idempotency_keys`,
    );
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each(['', ' x', 'x'.repeat(256), 'ü'])('refuses the key %j', async (key) => {
    const headers = { authorization: `Bearer ${annToken}`, 'idempotency-key': Buffer.from(key).toString('latin1') };
    const answer = await fetch(`${api.url}/apps`, { method: 'POST', headers });
    // what HTTP trims is no key at all, or another one
    expect([201, 422]).toContain(answer.status);
    if (key.length > 255 || key === 'ü') expect(answer.status).toBe(422);
  });
});

describe('lists in the order of their last change', () => {
  it('give every row once, page by page, also where times are the same', async () => {
    const bob = await api.newUser('bob@example.com');
    for (let i = 0; i < 7; i += 1) await bob.post('/apps', { name: `app-${i}` });
    await api.database.dataSource.query(
      `update apps set updated_at = '2026-11-20T08:00:00Z' where name in ('app-1', 'app-2', 'app-3')`,
    );
    const names: string[] = [];
    let range: string | null = 'updated_at ..; max=2';
    while (range !== null) {
      const page = await bob.get('/apps', { range });
      names.push(...page.body.map(({ name }: { name: string }) => name));
      range = page.headers.get('next-range');
    }
    expect(names).toHaveLength(7);
    expect(new Set(names).size).toBe(7);
    expect(new Set(names.slice(0, 3))).toEqual(new Set(['app-1', 'app-2', 'app-3']));
    const newest = await bob.get('/apps', { range: 'updated_at ..; order=desc,max=1' });
    expect(newest.body).toMatchObject([{ name: 'app-6' }]);
    const { body } = await bob.get('/apps/app-0/releases', { range: 'updated_at ..; order=desc' });
    expect(body).toMatchObject([{ version: 1 }]);
  });
});
