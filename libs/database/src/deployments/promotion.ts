import type { EntityManager } from 'typeorm';

/** The canaries of a pending deployment are ready: nobody is late while it waits. */
export async function awaitPromotion(
  manager: EntityManager,
  wait: { deploymentId: string; promotesAtMs: number | null; deadlineAtMs: number },
): Promise<void> {
  await manager.query(
    `update deployments set canaries_since = coalesce(canaries_since, now()), promotes_at = $2, deadline_at = $3
     where id = $1 and state = 'pending' and promoted_at is null and paused_at is null`,
    [wait.deploymentId, wait.promotesAtMs === null ? null : new Date(wait.promotesAtMs), new Date(wait.deadlineAtMs)],
  );
}

/** They are not ready any more. */
export async function awaitCanaries(manager: EntityManager, deploymentId: string): Promise<void> {
  await manager.query(
    `update deployments set canaries_since = null, promotes_at = null where id = $1 and state = 'pending'`,
    [deploymentId],
  );
}

/** The rest follows the canaries, with a deadline of its own. Answers false when it did not wait for that. */
export async function promoteDeployment(
  manager: EntityManager,
  promotion: { deploymentId: string; deadlineSeconds: number },
): Promise<boolean> {
  const [rows]: [unknown[], number] = await manager.query(
    `update deployments set promoted_at = now(), canaries_since = null, promotes_at = null,
       deadline_at = now() + make_interval(secs => $2)
     where id = $1 and state = 'pending' and canaries_since is not null and paused_at is null returning id`,
    [promotion.deploymentId, promotion.deadlineSeconds],
  );
  return rows.length > 0;
}
