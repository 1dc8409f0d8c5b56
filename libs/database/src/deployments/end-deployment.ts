import type { EntityManager } from 'typeorm';
import type { DeploymentState } from '@jujube/core/release/release.js';

export interface DeploymentEnd {
  deploymentId: string;
  state: Extract<DeploymentState, 'succeeded' | 'failed'>;
  reason: string | null;
  logExcerpt: string | null;
  /** the last release that succeeded is to be released again */
  isRevertWanted?: boolean;
}

/** Release of a deployment that is still pending; null when it ended meanwhile. */
export async function releaseOfPending(manager: EntityManager, deploymentId: string): Promise<string | null> {
  const rows: { releaseId: string }[] = await manager.query(
    `select release_id as "releaseId" from deployments where id = $1 and state = 'pending' for update`,
    [deploymentId],
  );
  return rows[0]?.releaseId ?? null;
}

/** Ends a pending deployment and tells whoever waits for it. */
export async function endDeployment(manager: EntityManager, end: DeploymentEnd): Promise<void> {
  await manager.query(
    `update deployments set state = $2, reason = $3, log_excerpt = $4, finished_at = now(), is_revert_wanted = $5
     where id = $1 and state = 'pending'`,
    [end.deploymentId, end.state, end.reason, end.logExcerpt, end.isRevertWanted ?? false],
  );
  await manager.query(`select pg_notify('jujube_releases', '')`);
}
