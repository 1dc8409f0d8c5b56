import type { EntityManager } from 'typeorm';

/** A wanted dyno that does not run, and what it waits for: a host that can take it, or the end of its back-off. */
export interface WaitingSlot {
  appId: string;
  processType: string;
  slot: number;
  state: 'blocked' | 'crashed';
  reason: string;
  /** crashed: when it starts again */
  retryAt: Date | null;
}

/** Replaces all that is known about waiting slots; one that goes on waiting for the same keeps its time. */
export async function writeWaitingSlots(manager: EntityManager, slots: readonly WaitingSlot[]): Promise<void> {
  const rows = JSON.stringify(slots);
  await manager.query(`delete from waiting_slots w where not exists (select from ${SLOTS} where ${SAME_SLOT})`, [rows]);
  await manager.query(
    `insert into waiting_slots as w (app_id, process_type, slot, state, reason, retry_at)
     select s."appId", s."processType", s.slot, s.state, s.reason, s."retryAt" from ${SLOTS}
     on conflict (app_id, process_type, slot) do update set state = excluded.state, reason = excluded.reason,
       retry_at = excluded.retry_at, since = case w.state when excluded.state then w.since else excluded.since end`,
    [rows],
  );
}

const SLOTS = `jsonb_to_recordset($1::jsonb) as
  s("appId" uuid, "processType" text, slot int, state text, reason text, "retryAt" timestamptz)`;

const SAME_SLOT = 's."appId" = w.app_id and s."processType" = w.process_type and s.slot = w.slot';
