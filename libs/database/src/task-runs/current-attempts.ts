import type { EntityManager } from 'typeorm';

export interface CurrentAttempt {
  attempt: number;
  hostId: string | null;
}

/** Which attempts of these tasks are on, and where; tasks that are over or unknown are left out. */
export async function currentAttempts(
  manager: EntityManager,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, CurrentAttempt>> {
  if (taskIds.length === 0) return new Map();
  const rows: (CurrentAttempt & { id: string })[] = await manager.query(
    `select r.id, r.attempt, t.host_id as "hostId" from task_runs r join tasks t on t.id = r.id
     where r.id::text = any($1) and r.phase in ('queued', 'staging', 'running', 'terminating')`,
    [taskIds],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
