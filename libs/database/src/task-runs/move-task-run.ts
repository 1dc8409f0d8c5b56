import type { AfterAttempt } from '@jujube/core/task/after-attempt.js';
import { isFinal, type TaskPhase } from '@jujube/core/task/task-phase.js';
import type { EntityManager } from 'typeorm';

const OPEN = `('queued', 'staging', 'running', 'terminating')`;

/** A step of one attempt; nothing happens when another attempt is on, or the task is not in one of these phases. */
export async function moveTaskRun(
  manager: EntityManager,
  { id, attempt }: { id: string; attempt: number },
  step: { from: readonly TaskPhase[]; to: TaskPhase },
): Promise<boolean> {
  const [, count]: [unknown, number] = await manager.query(
    `update task_runs set phase = $4, started_at = case when $4 = 'running' then coalesce(started_at, now()) else started_at end
     where id = $1 and attempt = $2 and phase = any($3)`,
    [id, attempt, step.from, step.to],
  );
  return count > 0;
}

/** Ends an attempt: the task is over and its place given back, or it is queued again as another attempt. */
export async function endAttempt(
  manager: EntityManager,
  { id, attempt }: { id: string; attempt: number },
  after: AfterAttempt & { exitCode: number | null },
): Promise<boolean> {
  const { phase, reason, exitCode, neverStarted, failed } = after;
  const [, count]: [unknown, number] = await manager.query(isFinal(phase) ? FINISH : REQUEUE, [
    ...[id, attempt, reason, exitCode, neverStarted, failed],
    ...(isFinal(phase) ? [phase] : []),
  ]);
  if (count === 0) return false;
  const place = isFinal(phase) ? `state = 'finished'` : `state = 'queued', host_id = null, blocked = null`;
  await manager.query(`update tasks set ${place}, updated_at = now() where id = $1`, [id]);
  return true;
}

const FINISH = `
update task_runs set phase = $7, reason = $3, exit_code = $4, never_started = $5, failed = $6, finished_at = now(),
  callback_state = case when wish ->> 'callbackUrl' is null then 'none' else 'waiting' end, callback_at = now()
where id = $1 and attempt = $2 and phase in ${OPEN}`;

const REQUEUE = `
update task_runs set phase = 'queued', reason = $3, exit_code = $4, never_started = $5, failed = $6, attempt = attempt + 1,
  queued_at = now(), started_at = null where id = $1 and attempt = $2 and phase in ${OPEN}`;
