import type { EntityManager } from 'typeorm';

/** From now on routers see the new release alone, and leave out the old dynos that are kept behind it. */
export async function switchDeployment(manager: EntityManager, deploymentId: string): Promise<void> {
  await manager.query(
    `update deployments set switched_at = now() where id = $1 and state = 'pending' and switched_at is null`,
    [deploymentId],
  );
}

/** The old dynos may go, with a deadline of their own. Answers false when it did not wait for that. */
export async function confirmDeployment(
  manager: EntityManager,
  confirmation: { deploymentId: string; deadlineSeconds: number },
): Promise<boolean> {
  const [rows]: [unknown[], number] = await manager.query(
    `update deployments set confirmed_at = now(), deadline_at = now() + make_interval(secs => $2)
     where id = $1 and state = 'pending' and switched_at is not null and confirmed_at is null and paused_at is null
     returning id`,
    [confirmation.deploymentId, confirmation.deadlineSeconds],
  );
  return rows.length > 0;
}

/** Nobody is late while it waits to be confirmed. */
export async function putOffDeadline(
  manager: EntityManager,
  to: { deploymentId: string; deadlineAtMs: number },
): Promise<void> {
  await manager.query(
    `update deployments set deadline_at = $2 where id = $1 and state = 'pending' and paused_at is null`,
    [to.deploymentId, new Date(to.deadlineAtMs)],
  );
}
