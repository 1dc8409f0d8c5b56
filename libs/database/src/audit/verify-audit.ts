import type { EntityManager } from 'typeorm';

export interface AuditVerdict {
  readonly events: number;
  /** sequence of the first line that does not follow from the one before; null: none */
  readonly brokenAt: string | null;
}

/** Follows the chain from its beginning. A line that was changed, left out, put in or moved breaks it there. */
export async function verifyAudit(manager: Pick<EntityManager, 'query'>): Promise<AuditVerdict> {
  const [row]: AuditVerdict[] = await manager.query(VERIFY);
  return row!;
}

const VERIFY = `
select count(*)::integer as events, (min(line.sequence) filter (where line.sequence <> coalesce(line.before, 0) + 1
  or line.hash <> audit_hash(line.hash_before, line.event)))::text as "brokenAt"
from (
  select a.sequence, a.hash, a as event, lag(a.sequence) over by_place as before, lag(a.hash) over by_place as hash_before
  from audit_events a window by_place as (order by a.sequence)) line`;
