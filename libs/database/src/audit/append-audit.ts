import type { EntityManager } from 'typeorm';

/** One line of the audit log, before it has its place in it. */
export interface AuditEvent {
  /** `asked` before anything is done, `answered` after it; `refused` where nothing was begun; `ended` when a terminal is closed */
  readonly kind: 'asked' | 'answered' | 'refused' | 'ended';
  readonly requestId: string;
  readonly actorId: string | null;
  readonly actorEmail: string | null;
  readonly tokenId: string | null;
  readonly ip: string;
  /** method and route, `PATCH /apps/:app/config-vars` */
  readonly verb: string;
  readonly permission: string | null;
  /** what the address names, `app=shop` */
  readonly target: string;
  readonly appId: string | null;
  /** HTTP's; null in `asked` */
  readonly status: number | null;
  /** id of the error that was answered */
  readonly problem: string | null;
  /** of the target as it was when the line was written; see stateHash() */
  readonly stateHash: string | null;
}

/** Puts it at the end of the chain. The only way to write there. */
export async function appendAudit(manager: Pick<EntityManager, 'query'>, event: AuditEvent): Promise<void> {
  await manager.query('select append_audit($1)', [
    JSON.stringify({
      kind: event.kind,
      request_id: event.requestId,
      actor_id: event.actorId,
      actor_email: event.actorEmail,
      token_id: event.tokenId,
      ip: event.ip,
      verb: event.verb,
      permission: event.permission,
      target: event.target,
      app_id: event.appId,
      status: event.status,
      problem: event.problem,
      state_hash: event.stateHash,
    }),
  ]);
}
