import type { TaskPhase } from '@jujube/core/task/task-phase.js';
import type { TaskWish } from '@jujube/core/task/task-wish.js';
import { ONE_OFF, type OneOff } from '../one-offs/one-off.js';

/** A task as it stands, with its place. */
export interface TaskRun {
  id: string;
  ownerId: string;
  wish: TaskWish;
  secretsEncrypted: Buffer;
  phase: TaskPhase;
  /** from 1 on; each makes a container of its own */
  attempt: number;
  neverStarted: number;
  failed: number;
  isKillWanted: boolean;
  reason: string | null;
  exitCode: number | null;
  /** when its present attempt began to wait for a host */
  queuedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  createdAt: Date;
  /** null while it has none */
  hostId: string | null;
  hostName: string | null;
  /** why it still waits for a host */
  blocked: string | null;
  /** null: no app's */
  oneOff: OneOff | null;
}

/** With `from task_runs r join tasks t using (id) left join hosts h on h.id = t.host_id`. */
export const TASK_RUN = `r.id, r.owner_id as "ownerId", r.wish, r.secrets_encrypted as "secretsEncrypted", r.phase, r.attempt,
  r.never_started as "neverStarted", r.failed, r.is_kill_wanted as "isKillWanted", r.reason, r.exit_code as "exitCode",
  r.queued_at as "queuedAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.created_at as "createdAt",
  t.host_id as "hostId", h.name as "hostName", t.blocked, (${ONE_OFF} where o.task_id = r.id) as "oneOff"`;

export const FROM_TASK_RUNS = 'from task_runs r join tasks t on t.id = r.id left join hosts h on h.id = t.host_id';
