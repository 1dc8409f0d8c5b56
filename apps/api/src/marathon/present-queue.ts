import type { MarathonQueued } from '@jujube/contract/marathon.js';
import type { Service } from '@jujube/usecases/placement/service.js';
import { formatAppId } from './app-id.js';
import { versionOf } from './changes.js';

/** What waits of one app: for a host that can take it, or for the end of its launch delay. */
export function presentQueued(service: Service, nowMs: number): MarathonQueued {
  const { waits, quantity, processType } = service;
  const retries = waits.flatMap(({ retryAt }) => (retryAt === null ? [] : [(Date.parse(retryAt) - nowMs) / 1000]));
  const timeLeftSeconds = retries.length === 0 ? 0 : Math.max(0, Math.ceil(Math.min(...retries)));
  const since = waits.map((wait) => new Date(wait.since).toISOString()).sort()[0]!;
  return {
    app: { id: formatAppId(service), instances: quantity, version: versionOf(service) },
    count: waits.length,
    delay: { timeLeftSeconds, overdue: timeLeftSeconds === 0 },
    since,
    waiting: waits.map(({ slot, state, reason }) => ({ instance: `${processType}.${slot}`, state, reason })),
  };
}
