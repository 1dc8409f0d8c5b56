import { Redis } from 'ioredis';

/** A Redis that evicts keys when it is full loses jobs without a word, so it is refused. */
export async function assertRedisKeepsJobs(url: string): Promise<void> {
  const { host } = new URL(url);
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: 5000,
    commandTimeout: 5000,
  });
  redis.on('error', () => undefined);
  try {
    const policy = /^maxmemory_policy:(\S+)/m.exec(await memoryInfo(redis, host))?.[1];
    if (policy !== 'noeviction') throw new Error(refusal(host, policy ?? 'unknown'));
  } finally {
    redis.disconnect();
  }
}

async function memoryInfo(redis: Redis, host: string): Promise<string> {
  try {
    await redis.connect();
    return await redis.info('memory');
  } catch (cause) {
    throw new Error(`the Redis at ${host} (REDIS_URL) cannot be used: ${(cause as Error).message}`, { cause });
  }
}

function refusal(host: string, policy: string): string {
  return (
    `the Redis at ${host} (REDIS_URL) has maxmemory-policy ${policy}: it would drop jobs when it is full. ` +
    "Set 'maxmemory-policy noeviction' in its configuration and give the queue a Redis of its own"
  );
}
