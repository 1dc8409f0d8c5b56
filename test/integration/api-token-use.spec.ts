import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Authorization } from '@jujube/contract/authorization.js';
import { callerOf } from '../support/api-caller.js';
import { eventually } from '../support/eventually.js';
import { ADMIN_LOGIN, startTestApi, type TestApi } from '../support/test-api.js';

let api: TestApi;
let token: { id: string; text: string };

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

// one that no request has used so far
beforeEach(async () => {
  const login = { method: 'POST', headers: { authorization: ADMIN_LOGIN } };
  const made = (await (await fetch(`${api.url}/oauth/authorizations`, login)).json()) as Authorization;
  token = { id: made.id, text: made.access_token.token };
});

const query = (sql: string) => api.database.dataSource.query(sql, [token.id]);
const usedAgo = (ago: string) => query(`update tokens set last_used_at = now() - interval '${ago}' where id = $1`);
const use = async () => expect((await callerOf(api.url, token.text).get('/account')).status).toBe(200);
const secondsUnused = async (): Promise<number | null> => {
  const [row] = await query('select extract(epoch from now() - last_used_at)::float as age from tokens where id = $1');
  return row.age;
};
const isNoted = async () => {
  const seconds = await secondsUnused();
  expect(seconds).not.toBeNull();
  expect(seconds).toBeLessThan(20);
};

describe('the last use of a token', () => {
  it('is noted at the first request with it, not when it is made', async () => {
    expect(await secondsUnused()).toBeNull();
    await use();
    await eventually(isNoted);
  });

  it('is noted again when that is a minute ago', async () => {
    await usedAgo('61 s');
    await use();
    await eventually(isNoted);
  });

  it('is not noted again before', async () => {
    await usedAgo('40 s');
    await use();
    await sleep(300);
    expect(await secondsUnused()).toBeGreaterThan(40);
  });

  it('keeps no request waiting', async () => {
    const other = api.database.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('select from tokens where id = $1 for update', [token.id]);
    const begunAt = performance.now();
    await use();
    expect(performance.now() - begunAt).toBeLessThan(2_000);
    await other.rollbackTransaction();
    await other.release();
    await eventually(isNoted);
  });

  it('fails no request that it cannot be noted for', async () => {
    const owner = new pg.Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    await owner.query('alter table tokens add constraint never_used check (last_used_at is null) not valid');
    await use();
    await sleep(300);
    expect(await secondsUnused()).toBeNull();
    await owner.query('alter table tokens drop constraint never_used');
    await owner.end();
  });
});
