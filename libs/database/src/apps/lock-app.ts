import type { EntityManager } from 'typeorm';
import { UserError } from '@jujube/core/errors/user-error.js';

export interface LockedApp {
  id: string;
  name: string;
  deadlineSeconds: number;
}

/** Holds everybody else off one app until the transaction ends, so that what is decided from its rows stays true. */
export async function lockApp(manager: EntityManager, appId: string): Promise<LockedApp> {
  const rows: LockedApp[] = await manager.query(
    'select id, name, deadline_seconds as "deadlineSeconds" from apps where id = $1 for update',
    [appId],
  );
  if (!rows[0])
    throw new UserError('not_found', "Couldn't find that app. It was destroyed just now.", { resource: 'app' });
  return rows[0];
}
