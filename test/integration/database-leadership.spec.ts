import { Leadership } from '@jujube/database/leaders/leadership.js';
import { LostLeadership } from '@jujube/database/leaders/lost-leadership.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { eventually } from '../support/eventually.js';
import { seedApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('leadership', () => {
  let database: TestDatabase;
  let first: Leadership;
  let second: Leadership;

  beforeEach(async () => {
    database = await createTestDatabase();
    first = new Leadership({ url: database.url, name: 'scheduler', holder: 'first' });
    second = new Leadership({ url: database.url, name: 'scheduler', holder: 'second' });
  });

  afterEach(async () => {
    await Promise.all([first.release(), second.release()]);
    await database.drop();
  });

  it('has one holder at a time, and the next one when it is released', async () => {
    expect(await first.tryAcquire()).toBe(true);
    expect(await second.tryAcquire()).toBe(false);
    await expect(inTransaction(database.dataSource, (manager) => second.fenced(manager))).rejects.toThrow(
      LostLeadership,
    );
    const waiting = second.acquire(AbortSignal.timeout(10_000));
    await first.release();
    await waiting;
    expect([first.isLeader, second.isLeader]).toEqual([false, true]);
    expect(await database.dataSource.query("select holder, fence from leaders where name = 'scheduler'")).toEqual([
      { holder: 'second', fence: '2' },
    ]);
  });

  it('passes to another process when the connection is cut; the former leader hears of it and writes nothing', async () => {
    const { name } = await seedApp(database.dataSource);
    await first.tryAcquire();
    let isLost = false;
    first.onLost(() => (isLost = true));
    const lateWrite = inTransaction(database.dataSource, async (manager) => {
      await cutLeader();
      await second.acquire(AbortSignal.timeout(10_000));
      await eventually(() => expect(isLost).toBe(true));
      await first.fenced(manager);
      await manager.query('update apps set is_maintenance = true where name = $1', [name]);
    });
    await expect(lateWrite).rejects.toThrow(LostLeadership);
    expect(first.isLeader).toBe(false);
    expect(await database.dataSource.query('select is_maintenance from apps where name = $1', [name])).toEqual([
      { is_maintenance: false },
    ]);
  });

  it('refuses the write of a leader that does not know yet that another one leads', async () => {
    await first.tryAcquire();
    await database.dataSource.query(
      "update leaders set fence = fence + 1, holder = 'usurper' where name = 'scheduler'",
    );
    expect(first.isLeader).toBe(true);
    await expect(inTransaction(database.dataSource, (manager) => first.fenced(manager))).rejects.toThrow(
      /does not lead 'scheduler' any more/,
    );
  });

  it('begins only when the transactions of the former leader have ended', async () => {
    await first.tryAcquire();
    let hasSecondBegun = false;
    await inTransaction(database.dataSource, async (manager) => {
      await first.fenced(manager);
      await cutLeader();
      const begun = second.tryAcquire().then((isLeader) => (hasSecondBegun = isLeader));
      await eventually(async () => expect(await waitingForFence()).toBe(1));
      expect(hasSecondBegun).toBe(false);
      void begun;
    });
    await second.acquire(AbortSignal.timeout(10_000));
    await expect(inTransaction(database.dataSource, (manager) => second.fenced(manager))).resolves.toBeUndefined();
  });

  it('is not had without a database', async () => {
    const nowhere = new URL(database.url);
    nowhere.port = '1';
    const lonely = new Leadership({ url: nowhere.href, name: 'scheduler', holder: 'lonely' });
    expect(await lonely.tryAcquire()).toBe(false);
  });

  async function cutLeader(): Promise<void> {
    await database.dataSource.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jujube leader scheduler'",
    );
  }

  async function waitingForFence(): Promise<number> {
    const rows = await database.dataSource.query(
      `select from pg_stat_activity where application_name = 'jujube leader scheduler' and wait_event_type = 'Lock'
         and datname = current_database()`,
    );
    return rows.length;
  }
});
