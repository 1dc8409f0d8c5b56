import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

/** Places every waiting task on a host that the test chooses, as the scheduler would; null leaves it waiting with a reason. */
export function placeByHand(dataSource: DataSource, hostFor: () => string | null): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const run = async () => {
    while (!stopped.signal.aborted) {
      const hostId = hostFor();
      if (hostId) await dataSource.query(PLACE, [hostId]);
      else await dataSource.query(BLOCK);
      await sleep(50, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}

const PLACE = `
with placed as (update tasks set state = 'placed', host_id = $1, blocked = null where state = 'queued' returning 1)
select pg_notify('jujube_tasks', '') from placed limit 1`;
const BLOCK = `update tasks set blocked = 'no host fits it: 2 lack memory' where state = 'queued' and blocked is null`;
