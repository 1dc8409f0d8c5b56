import { Redis } from 'ioredis';
import { queueContract } from '../support/queue-contract.js';
import { startTestRedis, type TestRedis } from '../support/test-redis.js';

describe('queue in Redis', () => {
  let redis: TestRedis;

  beforeAll(async () => {
    redis = await startTestRedis();
  });

  afterAll(() => redis.close());

  queueContract(() => ({ redisUrl: redis.url, flush: flushAll }));

  async function flushAll(): Promise<void> {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  }
});
