import { randomUUID } from 'node:crypto';
import { CapabilitiesRepository } from '@jujube/database/capabilities/capabilities.repository.js';
import { LOG_LINES_PER_APP } from '@jujube/database/purge/purge-statements.js';
import { Purge } from '@jujube/database/purge/purge.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { seedApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('housekeeping', () => {
  let database: TestDatabase;
  let capabilities: CapabilitiesRepository;
  let purge: Purge;

  beforeAll(async () => {
    database = await createTestDatabase();
    capabilities = new CapabilitiesRepository(database.dataSource);
    purge = new Purge(database.dataSource);
  });

  afterAll(() => database.drop());

  it('lets a capability read its subject until it expires, and keeps no secret', async () => {
    const { userId } = await seedApp(database.dataSource);
    const holder = { userId, tokenId: null, appId: null };
    const good = { subject: { lines: 10 }, holder: { ...holder, needed: 'log.read' } };
    const secret = await capabilities.issue({ kind: 'log', holder, subject: { lines: 10 }, ttlSeconds: 60 });
    expect(await capabilities.verify(secret, 'log')).toEqual(good);
    expect(await capabilities.verify(secret, 'build-output')).toBeNull();
    expect(await capabilities.verify(`${secret}x`, 'log')).toBeNull();
    expect(await count('capabilities', "secret_hash = convert_to($1, 'UTF8')", [secret])).toBe(0);
    const expired = await capabilities.issue({ kind: 'log', holder, subject: {}, ttlSeconds: -1 });
    expect(await capabilities.verify(expired, 'log')).toBeNull();
    expect(await purge.run()).toMatchObject({ capabilities: 1 });
    expect(await capabilities.verify(secret, 'log')).toEqual(good);
  });

  it('drops log lines that are a week old, of crowded apps, and of apps that are gone', async () => {
    const [crowded, old] = [await seedApp(database.dataSource), await seedApp(database.dataSource)];
    const gone = randomUUID();
    await addLines(crowded.appId, LOG_LINES_PER_APP + 7, 'now()');
    await addLines(old.appId, 3, "now() - interval '8 days'");
    await addLines(old.appId, 2, "now() - interval '6 days'");
    await addLines(gone, 4, 'now()');
    expect(await purge.run()).toMatchObject({ log_lines: 3 + 7 + 4 });
    expect(await count('log_lines', 'app_id = $1', [crowded.appId])).toBe(LOG_LINES_PER_APP);
    expect(await count('log_lines', 'app_id = $1', [old.appId])).toBe(2);
    const [{ first }] = await database.dataSource.query('select min(text) as first from log_lines where app_id = $1', [
      crowded.appId,
    ]);
    expect(first).toBe('000008');
  }, 60_000);

  it('keeps the last dynos of a slot and every live one', async () => {
    const app = await seedApp(database.dataSource);
    await addDynos({ ...app, state: 'crashed', from: 1, to: 30 });
    await addDynos({ ...app, state: 'up', from: 31, to: 31 });
    expect(await purge.run()).toMatchObject({ dynos: 11 });
    const [kept] = await database.dataSource.query(
      'select min(incarnation) as oldest, max(incarnation) as newest from dynos where app_id = $1',
      [app.appId],
    );
    expect(kept).toEqual({ oldest: 12, newest: 31 });
  });

  it('forgets what destroyed apps left behind after 30 days', async () => {
    await database.dataSource.query(
      `insert into gone_images (image, since) values ('old', now() - interval '31 days'), ('young', now() - interval '29 days')`,
    );
    expect(await purge.run()).toMatchObject({ gone_images: 1 });
    expect(await database.dataSource.query('select image from gone_images')).toEqual([{ image: 'young' }]);
  });

  it('is left to the process that is at it already', async () => {
    const other = database.dataSource.createQueryRunner();
    await other.query("select pg_advisory_lock(hashtext('jujube purge'))");
    expect(await purge.run()).toEqual({});
    await other.query('select pg_advisory_unlock_all()');
    await other.release();
    expect(await purge.run()).toMatchObject({ outbox: 0 });
  });

  it('runs a transaction again that PostgreSQL gave up for another one', async () => {
    const [one, two] = [await seedApp(database.dataSource), await seedApp(database.dataSource)];
    let attempts = 0;
    const crossing = async (first: string, second: string) =>
      inTransaction(database.dataSource, async (manager) => {
        attempts++;
        await manager.query('update apps set deadline_seconds = deadline_seconds + 1 where id = $1', [first]);
        await bothHaveOne();
        await manager.query('update apps set deadline_seconds = deadline_seconds + 1 where id = $1', [second]);
      });
    const bothHaveOne = meeting(2);
    await Promise.all([crossing(one.appId, two.appId), crossing(two.appId, one.appId)]);
    expect(attempts).toBe(3);
    expect(await count('apps', 'id in ($1, $2) and deadline_seconds = 302', [one.appId, two.appId])).toBe(2);
  });

  async function count(table: string, condition: string, values: unknown[]): Promise<number> {
    const [row] = await database.dataSource.query(`select count(*)::int as n from ${table} where ${condition}`, values);
    return row.n;
  }

  async function addLines(appId: string, lines: number, at: string): Promise<void> {
    await database.dataSource.query(
      `insert into log_lines (app_id, at, source, dyno, text)
       select $1, ${at}, 'app', 'web.1', lpad(n::text, 6, '0') from generate_series(1, $2) as n`,
      [appId, lines],
    );
  }

  async function addDynos(made: { appId: string; name: string; state: string; from: number; to: number }) {
    await database.dataSource.query(
      `insert into dynos (app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation,
         image, host_id, host_name, host_address, cpu_millis, memory_mib, state)
       select $1, $2, 'web', 1, n, gen_random_uuid(), 1, 'g', 'i', gen_random_uuid(), 'h1', '127.0.0.1', 50, 256, $3
       from generate_series($4::int, $5::int) as n`,
      [made.appId, made.name, made.state, made.from, made.to],
    );
  }
});

/** A wait that ends when `size` have come, and at once for everybody after them. */
function meeting(size: number): () => Promise<void> {
  let arrived = 0;
  let open = () => {};
  const full = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    if (++arrived >= size) open();
    await full;
  };
}
