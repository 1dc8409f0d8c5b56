import type { EntityManager } from 'typeorm';

export interface KillableRun {
  attempt: number;
  neverStarted: number;
  failed: number;
  isPlaced: boolean;
}

/** Writes down that a task is to end; null when it is over. Nobody places it before the transaction ends. */
export async function wantKilled(manager: EntityManager, taskId: string): Promise<KillableRun | null> {
  const [place]: { state: string }[] = await manager.query('select state from tasks where id = $1 for update', [
    taskId,
  ]);
  const [rows]: [Omit<KillableRun, 'isPlaced'>[], number] = await manager.query(
    `update task_runs set is_kill_wanted = true, phase = case when $2 then 'terminating' else phase end
     where id = $1 and phase in ('queued', 'staging', 'running', 'terminating')
     returning attempt, never_started as "neverStarted", failed`,
    [taskId, place?.state === 'placed'],
  );
  return rows[0] ? { ...rows[0], isPlaced: place?.state === 'placed' } : null;
}
