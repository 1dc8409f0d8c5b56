import type { EntityManager } from 'typeorm';

export interface RunnableRelease {
  id: string;
  image: string;
  typeImages: Record<string, string>;
  processTypes: Record<string, string>;
  /** of the app */
  environment: string | null;
}

/** The release that one-off dynos of an app run: the newest that is not given up; null while there is no image. */
export async function runnableRelease(manager: EntityManager, appId: string): Promise<RunnableRelease | null> {
  const rows: RunnableRelease[] = await manager.query(
    `select r.id, r.image, r.type_images as "typeImages", r.process_types as "processTypes", e.name as environment
     from releases r join deployments d on d.release_id = r.id join apps a on a.id = r.app_id
     left join environments e on e.id = a.environment_id
     where r.app_id = $1 and d.state in ('pending', 'succeeded') and r.image is not null order by r.version desc limit 1`,
    [appId],
  );
  return rows[0] ?? null;
}
