import { Redis } from 'ioredis';
import { withDeadline } from './deadline.js';

const TIMEOUT_MS = 5000;

/** A Redis that evicts keys when it is full loses jobs without a word, so it is refused. */
export async function assertRedisKeepsJobs(url: string): Promise<void> {
  const { host } = new URL(url);
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    disconnectTimeout: 100,
    connectTimeout: TIMEOUT_MS,
  });
  // why a connection was refused is told here only; the failed call just says that it is closed
  let refused: Error | undefined;
  redis.on('error', (error: Error) => (refused = error));
  try {
    const policy = await withDeadline(evictionPolicy(redis), TIMEOUT_MS, `the Redis at ${host} (REDIS_URL)`);
    if (policy !== 'noeviction') throw new Error(refusal(host, policy));
  } catch (error) {
    throw refused ? new Error(`the Redis at ${host} (REDIS_URL) cannot be used: ${refused.message}`) : error;
  } finally {
    redis.disconnect();
  }
}

async function evictionPolicy(redis: Redis): Promise<string> {
  await redis.connect();
  return /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1] ?? 'unknown';
}

function refusal(host: string, policy: string): string {
  return (
    `the Redis at ${host} (REDIS_URL) has maxmemory-policy ${policy}: it would drop jobs when it is full. ` +
    "Set 'maxmemory-policy noeviction' in its configuration and give the queue a Redis of its own"
  );
}
