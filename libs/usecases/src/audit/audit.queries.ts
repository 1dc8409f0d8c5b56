import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { verifyAudit, type AuditVerdict } from '@jujube/database/audit/verify-audit.js';
import { DataSource } from '@jujube/database/connection.js';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { isOwnApp } from '@jujube/database/role-grants/granted-leaves.js';
import { Reader } from '@jujube/database/reader.js';

/** A request that was asked or refused, with what came of it. */
export interface AuditRow {
  readonly sequence: string;
  readonly at: Date;
  readonly requestId: string;
  readonly actorId: string | null;
  readonly actorEmail: string | null;
  readonly tokenId: string | null;
  readonly ip: string;
  readonly verb: string;
  readonly permission: string | null;
  readonly target: string;
  readonly appId: string | null;
  readonly isRefused: boolean;
  /** null: nobody knows, since the process died over it */
  readonly status: number | null;
  readonly problem: string | null;
  readonly stateBefore: string | null;
  readonly stateAfter: string | null;
}

export interface AuditFilter {
  readonly appId: string | null;
  /** e-mail or id */
  readonly actor: string | null;
  readonly since: Date | null;
  readonly refusedOnly: boolean;
}

export type AuditField = 'sequence';

const COLUMNS: PageColumns<AuditField> = { sequence: { sql: 'e.sequence', type: 'bigint' } };

/** Reads the audit log. Users see what they asked for themselves, and what anybody asked of their apps; administrators all. */
@Injectable()
export class AuditQueries {
  constructor(
    private readonly reader: Reader,
    private readonly dataSource: DataSource,
  ) {}

  list(caller: Caller, filter: AuditFilter, page: PageRequest<AuditField>): Promise<(AuditRow & { cursor: string })[]> {
    const { appId, actor, since, refusedOnly } = filter;
    const values: unknown[] = [caller.isAdmin, caller.userId, appId, actor, since, refusedOnly];
    const clause = pageClause(page, COLUMNS, values);
    return this.reader.rows(`${EVENTS}, ${pageCursor(page, COLUMNS)} ${FROM}${clause}`, values);
  }

  verify(): Promise<AuditVerdict> {
    return verifyAudit(this.dataSource);
  }
}

const EVENTS = `
select e.sequence::text as sequence, e.at, e.request_id as "requestId", e.actor_id as "actorId", e.actor_email as "actorEmail",
  e.token_id as "tokenId", e.ip, e.verb, e.permission, e.target, e.app_id as "appId", e.kind = 'refused' as "isRefused",
  coalesce(r.status, e.status) as status, coalesce(r.problem, e.problem) as problem, e.state_hash as "stateBefore",
  r.state_hash as "stateAfter"`;

const FROM = `
from audit_events e left join audit_events r on r.request_id = e.request_id and r.kind = 'answered'
where e.kind <> 'answered'
  and ($1 or e.actor_id = $2 or e.app_id in (select a.id from apps a where ${isOwnApp('$2')}))
  and ($3::uuid is null or e.app_id = $3)
  and ($4::text is null or e.actor_email = $4 or e.actor_id::text = $4)
  and ($5::timestamptz is null or e.at >= $5)
  and (not $6 or e.kind = 'refused' or coalesce(r.status, e.status) >= 400)`;
