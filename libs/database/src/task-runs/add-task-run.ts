import type { TaskWish } from '@jujube/core/task/task-wish.js';
import type { EntityManager } from 'typeorm';

export interface NewTaskRun {
  id: string;
  ownerId: string;
  wish: TaskWish;
  secretsEncrypted: Buffer;
  idempotencyKey: string | null;
  /** of all that was asked: the same key with another one is a mistake */
  requestHash: string;
}

/** Answers the id: the task's own, or that of the task which was asked for under the same key before. */
export async function addTaskRun(
  manager: EntityManager,
  run: NewTaskRun,
): Promise<{ id: string; requestHash: string; isNew: boolean }> {
  const { id, ownerId, wish, idempotencyKey, requestHash } = run;
  // whoever comes second with a key waits here until the first is done
  if (idempotencyKey !== null) {
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`task ${ownerId} ${idempotencyKey}`]);
    const [known]: { id: string; requestHash: string }[] = await manager.query(
      'select id, request_hash as "requestHash" from task_runs where owner_id = $1 and idempotency_key = $2',
      [ownerId, idempotencyKey],
    );
    if (known) return { ...known, isNew: false };
  }
  await manager.query(
    `insert into tasks (id, kind, pool, host_labels, cpu_millis, memory_mib) values ($1, 'run', $2, $3, $4, $5)`,
    [id, wish.pool, wish.hostLabels, wish.cpuMillis, wish.memoryMib],
  );
  await manager.query(
    `insert into task_runs (id, owner_id, wish, secrets_encrypted, idempotency_key, request_hash, callback_state)
     values ($1, $2, $3, $4, $5, $6, 'none')`,
    [id, ownerId, JSON.stringify(wish), run.secretsEncrypted, idempotencyKey, requestHash],
  );
  return { id, requestHash, isNew: true };
}
