import type { Settings } from '@jujube/settings/settings.js';
import { PostgresQueueBackend } from './postgres-queue-backend.js';
import type { QueueBackend } from './queue-backend.js';
import { RedisQueueBackend } from './redis-queue-backend.js';

export type QueueSettings = Pick<Settings, 'databaseUrl' | 'redisUrl'>;

/** In PostgreSQL, or in Redis where the installation has one for it. */
export function openBackend(settings: QueueSettings): QueueBackend {
  const { databaseUrl, redisUrl } = settings;
  return redisUrl === null ? new PostgresQueueBackend(databaseUrl) : new RedisQueueBackend(redisUrl);
}
