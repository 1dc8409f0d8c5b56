import type { EntityManager } from 'typeorm';
import type { AppPermission } from '@jujube/core/access/app-permissions.js';

export interface OwnerChange {
  readonly appId: string;
  readonly fromUserId: string;
  readonly toUserId: string;
  /** what the former owner may do from then on */
  readonly leftToFormer: readonly AppPermission[];
}

/** Gives an app away. The new owner is a collaborator no longer, the former one is from now on. */
export async function changeOwner(manager: EntityManager, change: OwnerChange): Promise<void> {
  const { appId, fromUserId, toUserId, leftToFormer } = change;
  await manager.query('update apps set owner_id = $2, updated_at = now() where id = $1', [appId, toUserId]);
  await manager.query('delete from collaborators where app_id = $1 and user_id = $2', [appId, toUserId]);
  await manager.query(
    `insert into collaborators (app_id, user_id, permissions) values ($1, $2, $3) on conflict (app_id, user_id) do nothing`,
    [appId, fromUserId, leftToFormer],
  );
}
