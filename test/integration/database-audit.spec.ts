import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { appendAudit, type AuditEvent } from '@jujube/database/audit/append-audit.js';
import { stateHash } from '@jujube/database/audit/state-hash.js';
import { verifyAudit } from '@jujube/database/audit/verify-audit.js';
import { seedApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const event = (more: Partial<AuditEvent> = {}): AuditEvent => ({
  ...{ kind: 'refused', requestId: randomUUID(), actorId: null, actorEmail: null, tokenId: null, ip: '127.0.0.1' },
  ...{ verb: 'DELETE /apps/:app', permission: 'app.write', target: 'app=shop', appId: null },
  ...{ status: 404, problem: 'not_found', stateHash: null },
  ...more,
});

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const append = (more: Partial<AuditEvent> = {}) => appendAudit(database.dataSource.manager, event(more));
const verify = () => verifyAudit(database.dataSource.manager);

/** As whoever owns the tables, which the application is not. */
async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

describe('the audit log', () => {
  it('is one chain without gaps, however many write to it at once', async () => {
    expect(await verify()).toEqual({ events: 0, brokenAt: null });
    await Promise.all(Array.from({ length: 40 }, (_, index) => append({ target: `app=${index}` })));
    expect(await verify()).toEqual({ events: 40, brokenAt: null });
    const [ends] = await database.dataSource.query(
      'select min(sequence)::int as first, max(sequence)::int as last from audit_events',
    );
    expect(ends).toEqual({ first: 1, last: 40 });
  });

  it.each([
    ['change a line', `update audit_events set status = 200 where sequence = 3`, '3'],
    ['put another name in', `update audit_events set actor_email = 'bob@example.com' where sequence = 2`, '2'],
    ['take a line out', 'delete from audit_events where sequence = 3', '4'],
    ['take the first line out', 'delete from audit_events where sequence = 1', '2'],
    ['exchange two lines', 'update audit_events set sequence = 9 - sequence where sequence in (4, 5)', '4'],
    ['set another time', `update audit_events set at = at - interval '1 hour' where sequence = 5`, '5'],
  ])('shows it when somebody with all rights should %s', async (_what, statement, brokenAt) => {
    for (let line = 1; line <= 6; line++) await append();
    // a primary key is checked row by row
    await asOwner('alter table audit_events drop constraint audit_events_pkey');
    await asOwner(statement);
    expect((await verify()).brokenAt).toBe(brokenAt);
  });

  it('stays whole when its table gets another column', async () => {
    await append();
    await asOwner('alter table audit_events add column country text');
    await append();
    expect(await verify()).toEqual({ events: 2, brokenAt: null });
  });

  it.each([
    ['insert a line past the chain', `insert into audit_events select * from audit_events`],
    ['change a line', `update audit_events set status = 200`],
    ['delete a line', 'delete from audit_events'],
    ['empty it', 'truncate audit_events'],
  ])('SEC-15: does not let the application %s', async (_what, statement) => {
    await append();
    await expect(database.dataSource.query(statement)).rejects.toThrow(/permission denied for table audit_events/);
    expect(await verify()).toEqual({ events: 1, brokenAt: null });
  });

  it('numbers and times its lines itself, whatever it is handed', async () => {
    const forged = {
      kind: 'refused',
      request_id: randomUUID(),
      ip: '::1',
      verb: 'x',
      target: '',
      sequence: 77,
      at: '2001-01-01',
    };
    await database.dataSource.query('select append_audit($1)', [JSON.stringify({ ...forged, hash: '\\x00' })]);
    const [line] = await database.dataSource.query(
      `select sequence, at > now() - interval '1 minute' as "isNow" from audit_events`,
    );
    expect(line).toEqual({ sequence: '1', isNow: true });
    expect((await verify()).brokenAt).toBeNull();
  });
});

describe('the state of an app', () => {
  it('is another one after a change, the same without, and nothing for what is not there', async () => {
    const { appId } = await seedApp(database.dataSource);
    const { manager } = database.dataSource;
    const look = () => stateHash(manager, { appId, host: null });
    const before = await look();
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(await look()).toBe(before);
    await manager.query(
      `insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib) values ($1, 'web', 2, 50, 64)
      on conflict (app_id, process_type) do update set quantity = 2`,
      [appId],
    );
    expect(await look()).not.toBe(before);
    expect(await stateHash(manager, { appId: randomUUID(), host: null })).toBeNull();
    expect(await stateHash(manager, { appId: null, host: null })).toBeNull();
  });
});
