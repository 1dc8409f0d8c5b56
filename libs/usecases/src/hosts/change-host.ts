import { UserError } from '@jujube/core/errors/user-error.js';
import type { EntityManager } from '@jujube/database/connection.js';

/** Holds everybody else off one host until the transaction ends. */
export async function lockHost(
  manager: EntityManager,
  hostId: string,
): Promise<{ name: string; labels: Record<string, string> }> {
  const rows: { name: string; labels: Record<string, string> }[] = await manager.query(
    'select name, labels from hosts where id = $1 for update',
    [hostId],
  );
  if (!rows[0])
    throw new UserError('not_found', "Couldn't find that host. It was removed just now.", { resource: 'host' });
  return rows[0];
}

/** Whether new dynos may come, and whether those that are there shall go. */
export async function setHostDuty(
  manager: EntityManager,
  hostId: string,
  duty: { isCordoned: boolean; isDraining: boolean },
): Promise<void> {
  await lockHost(manager, hostId);
  await manager.query('update hosts set is_cordoned = $2, is_draining = $3, updated_at = now() where id = $1', [
    hostId,
    duty.isCordoned,
    duty.isDraining,
  ]);
}
