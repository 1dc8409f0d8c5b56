import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface ImagesOfApp {
  appName: string;
  /** the newest 100 with an image, newest first; a release with images by process type is there with each of them */
  releases: { version: number; image: string }[];
  /** images of live dynos, of releases on their way out and of the one that serves */
  inUse: string[];
  /** builds that may still push or release */
  openBuildIds: string[];
}

/** Which images an app needs. */
@Injectable()
export class AppImages {
  constructor(private readonly dataSource: DataSource) {}

  /** null for an app that is gone */
  async of(appId: string): Promise<ImagesOfApp | null> {
    const rows: ImagesOfApp[] = await this.dataSource.query(IMAGES, [appId]);
    return rows[0] ?? null;
  }

  async appIds(): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query('select id from apps order by id');
    return rows.map((row) => row.id);
  }
}

/** The images of a release `r`, one or one per process type. */
export const RUN_IMAGES = 'select r.image union select value from jsonb_each_text(r.type_images)';

const IMAGES = `
select a.name as "appName",
  array(select jsonb_build_object('version', r.version, 'image', i.image) from (
      select version, image, type_images from releases
      where app_id = a.id and image is not null order by version desc limit 100) r
    cross join lateral (${RUN_IMAGES}) i order by r.version desc) as releases,
  array(
    select image from dynos where app_id = a.id and state not in ('stopped', 'crashed', 'lost')
    union select i.image from deployments d join releases r on r.id = d.release_id cross join lateral (${RUN_IMAGES}) i
      where d.app_id = a.id and d.state = 'pending' and r.image is not null
    union select i.image from (
      select r.* from deployments d join releases r on r.id = d.release_id
      where d.app_id = a.id and d.state = 'succeeded' and r.image is not null order by r.version desc limit 1) r
      cross join lateral (${RUN_IMAGES}) i
  ) as "inUse",
  array(select id::text from builds where app_id = a.id and state = 'pending') as "openBuildIds"
from apps a where a.id = $1`;
