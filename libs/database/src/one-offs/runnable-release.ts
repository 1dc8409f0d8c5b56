import type { EntityManager } from 'typeorm';

export interface RunnableRelease {
  id: string;
  image: string;
  processTypes: Record<string, string>;
}

/** The release that one-off dynos of an app run: the newest that is not given up; null while there is no image. */
export async function runnableRelease(manager: EntityManager, appId: string): Promise<RunnableRelease | null> {
  const rows: RunnableRelease[] = await manager.query(
    `select r.id, r.image, r.process_types as "processTypes" from releases r join deployments d on d.release_id = r.id
     where r.app_id = $1 and d.state in ('pending', 'succeeded') and r.image is not null order by r.version desc limit 1`,
    [appId],
  );
  return rows[0] ?? null;
}
