import type { Reference } from './reference.js';

/** GET /audit-events: what somebody asked for that changes something or shows a secret, and what was refused. Newest first. */
export interface AuditEvent {
  /** its place in the log; a number that may exceed 2^53 */
  sequence: string;
  created_at: string;
  request_id: string;
  /** null: nobody that is known */
  actor: { id: string; email: string } | null;
  token_id: string | null;
  ip: string;
  /** `PATCH /apps/:app/config-vars` */
  verb: string;
  permission: string | null;
  /** what the address named: `app=shop` */
  target: string;
  app: Pick<Reference, 'id'> | null;
  /** `unknown`: the process that served it died over it */
  result: 'done' | 'failed' | 'refused' | 'unknown';
  status: number | null;
  /** id of the error that was answered */
  problem: string | null;
  /** hashes of the app or host as it was before and after; the same: nothing of it was changed */
  state_before: string | null;
  state_after: string | null;
}

/** GET /audit-events/verification */
export interface AuditVerification {
  events: number;
  intact: boolean;
  /** sequence of the first line that does not follow from the one before it */
  broken_at: string | null;
}
