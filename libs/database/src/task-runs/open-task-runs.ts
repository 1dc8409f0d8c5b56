import type { EntityManager } from 'typeorm';
import type { HostStatus } from '@jujube/core/cluster/host.js';
import { FROM_TASK_RUNS, TASK_RUN, type TaskRun } from './task-run.js';

export interface OpenTaskRun extends TaskRun {
  /** null: its host is not registered any more, or it has none */
  hostStatus: HostStatus | null;
  /** it has a place */
  isPlaced: boolean;
  hasWaitedTooLong: boolean;
  hasRunTooLong: boolean;
}

/** Every task that is not over. */
export async function openTaskRuns(manager: EntityManager): Promise<OpenTaskRun[]> {
  return manager.query(OPEN);
}

const OPEN = `
select ${TASK_RUN}, s.status as "hostStatus", t.state = 'placed' as "isPlaced",
  r.phase = 'queued' and r.queued_at + make_interval(secs => (r.wish ->> 'queueTimeoutSeconds')::integer) < now()
    as "hasWaitedTooLong",
  coalesce(r.started_at + make_interval(secs => (r.wish ->> 'timeoutSeconds')::integer) < now(), false) as "hasRunTooLong"
${FROM_TASK_RUNS} left join host_status s on s.host_id = t.host_id
where r.phase in ('queued', 'staging', 'running', 'terminating') order by r.created_at, r.id`;
