import type { EntityManager } from 'typeorm';

/** A task that waits for a place, or has one. */
export interface OpenTaskRow {
  id: string;
  kind: 'build' | 'run';
  /** with the environment of its app */
  pool: string;
  hostLabels: Record<string, string>;
  cpuMillis: number;
  memoryMib: number;
  state: 'queued' | 'placed';
  hostId: string | null;
  createdAt: Date;
}

export async function openTasks(manager: EntityManager): Promise<OpenTaskRow[]> {
  return manager.query(`
    select t.id, t.kind, coalesce(e.name || '/', '') || t.pool as pool, t.host_labels as "hostLabels",
      t.cpu_millis as "cpuMillis", t.memory_mib as "memoryMib", t.state, t.host_id as "hostId", t.created_at as "createdAt"
    from tasks t left join builds b on b.id = t.build_id
    left join apps a on a.id = coalesce(t.app_id, b.app_id) left join environments e on e.id = a.environment_id
    where t.state <> 'finished' order by t.created_at, t.id`);
}

export async function placeTask(manager: EntityManager, taskId: string, hostId: string): Promise<void> {
  await manager.query(
    `update tasks set state = 'placed', host_id = $2, blocked = null, updated_at = now() where id = $1 and state = 'queued'`,
    [taskId, hostId],
  );
}

/** Why the task still waits; answers whether that is news. */
export async function blockTask(manager: EntityManager, taskId: string, message: string): Promise<boolean> {
  const [, count]: [unknown, number] = await manager.query(
    `update tasks set blocked = $2, updated_at = now() where id = $1 and state = 'queued' and blocked is distinct from $2`,
    [taskId, message],
  );
  return count > 0;
}

/** Takes back the places of builds on hosts that are down, and ends the tasks of builds that are over. Answers whether any changed. */
export async function sweepTasks(manager: EntityManager): Promise<boolean> {
  const [, requeued]: [unknown, number] = await manager.query(`
    update tasks t set state = 'queued', host_id = null, updated_at = now() from host_status s
    where t.kind = 'build' and t.state = 'placed' and s.host_id = t.host_id and s.status = 'down'`);
  const [, homeless]: [unknown, number] = await manager.query(
    `update tasks set state = 'queued', updated_at = now() where kind = 'build' and state = 'placed' and host_id is null`,
  );
  const [, finished]: [unknown, number] = await manager.query(`
    update tasks t set state = 'finished', updated_at = now() from builds b
    where t.state <> 'finished' and b.id = t.build_id and b.state <> 'pending'`);
  return requeued + homeless + finished > 0;
}
