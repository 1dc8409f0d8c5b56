import type { EntityManager } from 'typeorm';

/** How many one-off dynos of an app have not ended. */
export async function countOpenOneOffs(manager: EntityManager, appId: string): Promise<number> {
  const [{ count }]: [{ count: number }] = await manager.query(
    `select count(*)::integer as count from one_offs o join task_runs r on r.id = o.task_id
     where o.app_id = $1 and r.phase in ('queued', 'staging', 'running', 'terminating')`,
    [appId],
  );
  return count;
}

/** Which of these tasks are over, and why. */
export async function endedTasks(
  manager: EntityManager,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (taskIds.length === 0) return new Map();
  const rows: { id: string; reason: string | null }[] = await manager.query(
    `select wanted.id, coalesce(r.reason, 'it is gone') as reason from unnest($1::text[]) as wanted(id)
     left join task_runs r on r.id::text = wanted.id
     where r.id is null or r.phase not in ('queued', 'staging', 'running', 'terminating')`,
    [taskIds],
  );
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}
