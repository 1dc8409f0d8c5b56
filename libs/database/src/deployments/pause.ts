import type { EntityManager } from 'typeorm';

/** Answers false when it is not under way, or paused already. */
export async function pauseDeployment(manager: EntityManager, deploymentId: string): Promise<boolean> {
  const [rows]: [unknown[], number] = await manager.query(
    `update deployments set paused_at = now() where id = $1 and state = 'pending' and paused_at is null returning id`,
    [deploymentId],
  );
  return rows.length > 0;
}

/** The deadline moves by the time that nobody was at work. Answers false when it is not paused. */
export async function resumeDeployment(manager: EntityManager, deploymentId: string): Promise<boolean> {
  const [rows]: [unknown[], number] = await manager.query(
    `update deployments set deadline_at = deadline_at + (now() - paused_at), paused_at = null
     where id = $1 and state = 'pending' and paused_at is not null returning id`,
    [deploymentId],
  );
  return rows.length > 0;
}
