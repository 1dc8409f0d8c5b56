import type { EntityManager } from 'typeorm';

/** Slots that `ps:stop` holds empty are filled again. */
export async function releaseHeldSlots(
  manager: EntityManager,
  appId: string,
  processType: string | null = null,
): Promise<void> {
  await manager.query(
    `update slot_wishes set is_stopped = false, updated_at = now()
     where app_id = $1 and is_stopped and ($2::text is null or process_type = $2)`,
    [appId, processType],
  );
}
