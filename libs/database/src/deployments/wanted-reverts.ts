import type { EntityManager } from 'typeorm';

/** A deployment that failed and whose policy wants the last good release back. */
export interface WantedRevert {
  /** the release that failed, and who made it */
  releaseId: string;
  createdBy: string;
  reason: string | null;
}

export async function wantedReverts(manager: EntityManager): Promise<{ appId: string; deploymentId: string }[]> {
  return manager.query('select app_id as "appId", id as "deploymentId" from deployments where is_revert_wanted');
}

/** Says that it is dealt with; null when somebody else did. */
export async function takeWantedRevert(manager: EntityManager, deploymentId: string): Promise<WantedRevert | null> {
  const [rows]: [WantedRevert[], number] = await manager.query(
    `update deployments d set is_revert_wanted = false from releases r
     where d.id = $1 and d.is_revert_wanted and r.id = d.release_id
     returning r.id as "releaseId", r.created_by as "createdBy", d.reason`,
    [deploymentId],
  );
  return rows[0] ?? null;
}
