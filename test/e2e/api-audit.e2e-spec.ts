import pg from 'pg';
import type { AuditEvent } from '@jujube/contract/audit.js';
import type { ApiCaller } from '../support/api-caller.js';
import { eventually } from '../support/eventually.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

const SECRET = 'hunter2-hunter2';

let api: TestApi;
let ann: ApiCaller;

beforeAll(async () => {
  api = await startTestApi();
  ann = await api.newUser('ann@example.com');
  await ann.post('/apps', { name: 'shop' });
});
afterAll(() => api.stop());

const events = async (caller: ApiCaller, query = '') =>
  (await caller.get(`/audit-events${query}`)).body as AuditEvent[];

/** The newest line about a verb; an answer is written beside it, and not waited for. */
async function newest(verb: string, caller = api.admin): Promise<AuditEvent> {
  return eventually(async () => {
    const found = (await events(caller)).find((event) => event.verb === verb);
    expect(found?.result).toMatch(/done|failed|refused/);
    return found!;
  });
}

/** Takes the application's right to write to it away for a while, as its owner. */
async function withoutAppending(work: () => Promise<void>): Promise<void> {
  const role = new URL(api.database.url).username;
  const client = new pg.Client({ connectionString: api.database.ownerUrl });
  await client.connect();
  try {
    await client.query(`revoke execute on function append_audit(jsonb) from public, ${role}`);
    await work();
  } finally {
    await client.query(`grant execute on function append_audit(jsonb) to ${role}`);
    await client.end();
  }
}

describe('the audit log', () => {
  it('tells who changed what, from where, by which token, and that it was changed', async () => {
    await ann.patch('/apps/shop/config-vars', { PASSWORD: SECRET });
    const line = await newest('PATCH /apps/:app/config-vars');
    expect(line).toMatchObject({
      actor: { email: 'ann@example.com' },
      ...{ token_id: expect.stringMatching(/^[0-9a-f-]{36}$/), ip: '127.0.0.1', permission: 'config.write' },
      ...{ target: 'app=shop', result: 'done', status: 200, problem: null },
    });
    expect(line.state_before).toMatch(/^[0-9a-f]{64}$/);
    expect(line.state_after).toMatch(/^[0-9a-f]{64}$/);
    expect(line.state_after).not.toBe(line.state_before);
    expect(JSON.stringify(await events(api.admin))).not.toContain(SECRET);
  });

  it('tells that secrets were read, and of no other reading', async () => {
    await ann.get('/apps/shop/config-vars');
    await ann.get('/apps/shop');
    expect(await newest('GET /apps/:app/config-vars')).toMatchObject({ result: 'done', permission: 'config.read' });
    expect((await events(api.admin)).map(({ verb }) => verb)).not.toContain('GET /apps/:app');
  });

  it('shows no token that somebody wrote in place of its id', async () => {
    await ann.delete(`/oauth/authorizations/${api.adminToken}`);
    expect(await newest('DELETE /oauth/authorizations/:token')).toMatchObject({ result: 'failed', target: 'token=…' });
  });

  it('tells what failed, with nothing changed', async () => {
    await ann.post('/apps/shop/domains', { hostname: 'not a name' });
    const line = await newest('POST /apps/:app/domains');
    expect(line).toMatchObject({
      result: 'failed',
      status: 422,
      problem: 'invalid_params',
      target: 'app=shop',
    });
    expect(line.state_after).toBe(line.state_before);
  });

  it('tells what was refused: to whom may not, to nobody that is known, and of what is somebody else’s', async () => {
    const bob = await api.newUser('bob@example.com');
    await bob.delete('/apps/shop');
    expect(await newest('DELETE /apps/:app')).toMatchObject({
      ...{
        actor: { email: 'bob@example.com' },
        result: 'refused',
        status: 404,
        problem: 'not_found',
        state_before: null,
      },
    });
    await bob.post('/hosts', { name: 'h1', url: 'tcp://10.0.0.1:2376' });
    expect(await newest('POST /hosts')).toMatchObject({ result: 'refused', status: 403, problem: 'forbidden' });
    await fetch(`${api.url}/fleet/report`, { headers: { authorization: 'Bearer nobody' } });
    expect(await newest('GET /fleet/report')).toMatchObject({
      actor: null,
      token_id: null,
      result: 'refused',
      status: 401,
    });
  });

  it('is not filled by whoever knocks again and again', async () => {
    const knocks = Array.from({ length: 60 }, () => fetch(`${api.url}/apps`, { method: 'POST' }));
    await Promise.all(knocks);
    await newest('POST /apps');
    const strangers = (await events(api.admin)).filter(({ actor }) => actor === null);
    expect(strangers.length).toBeLessThanOrEqual(20);
  });

  it('shows users what they asked and what was asked of their apps, and administrators all', async () => {
    await api.admin.post('/apps/shop/domains', { hostname: 'shop.example.com' });
    await newest('POST /apps/:app/domains');
    const [own, all] = [await events(ann), await events(api.admin)];
    expect(own.length).toBeLessThan(all.length);
    expect(
      own.some(({ actor, verb }) => actor?.email === 'admin@localhost' && verb === 'POST /apps/:app/domains'),
    ).toBe(true);
    const visible = ({ actor, target }: AuditEvent) =>
      actor?.email === 'ann@example.com' || target.startsWith('app=shop');
    expect(own.filter((event) => !visible(event))).toEqual([]);
    expect(await ann.get('/audit-events/verification')).toMatchObject({ status: 403 });
  });

  it('can be asked by app, user, time and result, page by page', async () => {
    expect(
      (await events(api.admin, '?actor=bob@example.com')).every(({ actor }) => actor?.email === 'bob@example.com'),
    ).toBe(true);
    const ofShop = await events(api.admin, '?app=shop');
    expect(ofShop.length).toBeGreaterThan(0);
    expect(ofShop.every(({ target }) => target.startsWith('app=shop'))).toBe(true);
    expect((await events(api.admin, '?refused=true')).map(({ result }) => result)).not.toContain('done');
    expect(await events(api.admin, `?since=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
    const first = await api.admin.get('/audit-events', { range: 'sequence ..; max=2, order=desc' });
    expect([first.status, first.body.length]).toEqual([206, 2]);
    const second = await api.admin.get('/audit-events', { range: first.headers.get('next-range')! });
    expect(Number(second.body[0].sequence)).toBeLessThan(Number(first.body[1].sequence));
  });

  it.each(['?since=yesterday', '?refused=maybe', '?colour=red', `?app=${'x'.repeat(81)}`])(
    'refuses %s',
    async (query) => {
      expect(await api.admin.get(`/audit-events${query}`)).toMatchObject({
        status: 422,
        body: { id: 'invalid_params' },
      });
    },
  );

  it('finds no app that is another’s', async () => {
    const eve = await api.newUser('eve@example.com');
    const [foreign, none] = [await eve.get('/audit-events?app=shop'), await eve.get('/audit-events?app=none')];
    expect([foreign.status, none.status]).toEqual([404, 404]);
    expect(foreign.body.message.replace('shop', 'none')).toBe(none.body.message);
  });

  it('does nothing that it cannot write down', async () => {
    const before = await api.database.dataSource.query('select count(*) from releases');
    await withoutAppending(async () => {
      const { status } = await ann.patch('/apps/shop/config-vars', { OTHER: '1' });
      expect(status).toBeGreaterThanOrEqual(500);
    });
    expect(await api.database.dataSource.query('select count(*) from releases')).toEqual(before);
  });

  it('is verified, and shown on the command line', async () => {
    const run = async (command: string) => (await api.admin.post('/commands', { command })).body;
    expect((await api.admin.get('/audit-events/verification')).body).toMatchObject({ intact: true, broken_at: null });
    expect((await run('audit:verify')).stdout).toMatch(/^All \d+ lines follow from each other\./);
    expect((await run('audit -a shop --since 7d --actor ann@example.com')).stdout).toContain(
      'PATCH /apps/:app/config-vars',
    );
    expect((await run('audit --since soon')).stderr).toContain('--since wants');
  });
});
