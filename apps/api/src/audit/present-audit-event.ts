import type { AuditEvent } from '@jujube/contract/audit.js';
import type { AuditRow } from '@jujube/usecases/audit/audit.queries.js';

export function presentAuditEvent(row: AuditRow): AuditEvent {
  const { actorId, actorEmail, appId } = row;
  return {
    sequence: row.sequence,
    created_at: row.at.toISOString(),
    request_id: row.requestId,
    actor: actorId === null ? null : { id: actorId, email: actorEmail ?? '' },
    token_id: row.tokenId,
    ip: row.ip,
    verb: row.verb,
    permission: row.permission,
    target: row.target,
    app: appId === null ? null : { id: appId },
    result: resultOf(row),
    status: row.status,
    problem: row.problem,
    state_before: row.stateBefore,
    state_after: row.stateAfter,
  };
}

function resultOf({ isRefused, status }: AuditRow): AuditEvent['result'] {
  if (isRefused || status === 401 || status === 403) return 'refused';
  if (status === null) return 'unknown';
  return status < 400 ? 'done' : 'failed';
}
