import { Redis } from 'ioredis';
import { inTransaction } from '@jujube/database/transaction.js';
import type { JobHandler } from '@jujube/queue/job-handler.js';
import { eventually } from '../support/eventually.js';
import { startQueueProcess, type QueueProcess } from '../support/queue-process.js';
import { seedApp, seedBuild } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { startTestRedis, type TestRedis } from '../support/test-redis.js';

const PRUNE: JobHandler = { kind: 'prune-images', concurrency: 1, handle: async () => undefined };

describe('a PostgreSQL that cuts every connection', () => {
  it('delays the work that lies in it', async () => {
    const database = await createTestDatabase();
    const one = await startQueueProcess({ databaseUrl: database.url, redisUrl: null });
    const handled = new Set<string>();
    one.workers.start([taking(handled), PRUNE]);
    const before = await commitBuild(one, database);
    await eventually(() => expect(handled).toContain(before));
    await database.dataSource.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const after = await commitBuild(one, database);
    await eventually(() => expect(handled).toContain(after), { withinMs: 40_000 });
    await one.close();
    await database.drop();
  }, 60_000);
});

describe('a Redis that fails', () => {
  let database: TestDatabase;
  let redis: TestRedis;

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startTestRedis()]);
  });

  afterAll(async () => {
    await database.drop();
    await redis.close();
  });

  it('delays work that is asked for while it is away, in every process', async () => {
    const processes = await Promise.all([start(), start()]);
    const handled = new Set<string>();
    for (const each of processes) each.workers.start([taking(handled), PRUNE]);
    await redis.crash();
    const id = await commitBuild(processes[0]!, database);
    // refused by the first process's own producer as long as Redis is away
    await expect(processes[0]!.producer.isWaiting({ kind: 'build', rowId: id, generation: 1 })).rejects.toThrow();
    expect(handled).not.toContain(id);

    await redis.startAgain();
    await eventually(() => expect(handled).toContain(id), { withinMs: 40_000 });
    await Promise.all(processes.map((each) => each.close()));
  }, 90_000);

  it('is refused at boot while it would evict jobs', async () => {
    const client = new Redis(redis.url);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(start()).rejects.toThrow(/maxmemory-policy allkeys-lru.*noeviction/);
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    client.disconnect();
    const process = await start();
    await process.close();
  });

  it('is refused at boot with a wrong password, which is not told', async () => {
    const wrong = new URL(redis.url);
    wrong.password = 'not-the-password';
    const refused = startQueueProcess({ databaseUrl: database.url, redisUrl: wrong.href });
    await expect(refused).rejects.toThrow(/127\.0\.0\.1:\d+ \(REDIS_URL\) cannot be used: WRONGPASS/);
    await expect(refused).rejects.not.toThrow(/not-the-password/);
  });

  const start = () => startQueueProcess({ databaseUrl: database.url, redisUrl: redis.url });
});

async function commitBuild(process: QueueProcess, database: TestDatabase): Promise<string> {
  const app = await seedApp(database.dataSource);
  return inTransaction(database.dataSource, async (manager) => {
    const rowId = await seedBuild(manager, app);
    await process.outbox.add(manager, { kind: 'build', rowId, generation: 1 });
    return rowId;
  });
}

function taking(handled: Set<string>): JobHandler {
  return { kind: 'build', concurrency: 1, handle: async (job) => void handled.add(job.rowId) };
}
