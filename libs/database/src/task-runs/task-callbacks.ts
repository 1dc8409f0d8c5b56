import type { TaskPhase } from '@jujube/core/task/task-phase.js';
import type { EntityManager } from 'typeorm';

export interface DueCallback {
  id: string;
  url: string;
  phase: TaskPhase;
  finishedAt: Date;
  secretsEncrypted: Buffer;
  tries: number;
}

const GIVEN_UP_AFTER = '24 hours';
const MOST_AT_ONCE = 20;

/** Whoever waits to be told of a task's end now. */
export async function dueCallbacks(manager: EntityManager): Promise<DueCallback[]> {
  return manager.query(
    `select id, wish ->> 'callbackUrl' as url, phase, finished_at as "finishedAt", secrets_encrypted as "secretsEncrypted",
       callback_tries as tries
     from task_runs where callback_state = 'waiting' and callback_at <= now() order by callback_at limit ${MOST_AT_ONCE}`,
  );
}

export async function callbackAccepted(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `update task_runs set callback_state = 'accepted', callback_tries = callback_tries + 1, callback_trouble = null where id = $1`,
    [id],
  );
}

/** Tells it again after a while, but not for ever. */
export async function callbackFailed(
  manager: EntityManager,
  id: string,
  again: { trouble: string; inSeconds: number },
): Promise<void> {
  await manager.query(
    `update task_runs set callback_tries = callback_tries + 1, callback_trouble = $2,
       callback_at = now() + make_interval(secs => $3),
       callback_state = case when finished_at < now() - interval '${GIVEN_UP_AFTER}' then 'given_up' else 'waiting' end
     where id = $1`,
    [id, again.trouble, again.inSeconds],
  );
}
