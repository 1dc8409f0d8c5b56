import type { EntityManager } from 'typeorm';

/** A wanted dyno that no host can take now, and why. */
export interface BlockedSlot {
  appId: string;
  processType: string;
  slot: number;
  reason: string;
}

/** Replaces all that is known about blocked slots; a slot that stays blocked keeps its time. */
export async function writeBlockedSlots(manager: EntityManager, slots: readonly BlockedSlot[]): Promise<void> {
  const blocked = [
    slots.map(({ appId }) => appId),
    slots.map(({ processType }) => processType),
    slots.map(({ slot }) => slot),
  ];
  await manager.query(
    `delete from blocked_slots where (app_id, process_type, slot) not in
       (select * from unnest($1::uuid[], $2::text[], $3::integer[]))`,
    blocked,
  );
  await manager.query(
    `insert into blocked_slots (app_id, process_type, slot, reason)
     select * from unnest($1::uuid[], $2::text[], $3::integer[], $4::text[])
     on conflict (app_id, process_type, slot) do update set reason = excluded.reason`,
    [...blocked, slots.map(({ reason }) => reason)],
  );
}
