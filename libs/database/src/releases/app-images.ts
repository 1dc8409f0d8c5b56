import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface ImagesOfApp {
  appName: string;
  /** those with an image, newest first, at most 100 */
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

const IMAGES = `
select a.name as "appName",
  array(select jsonb_build_object('version', version, 'image', image) from releases
    where app_id = a.id and image is not null order by version desc limit 100) as releases,
  array(
    select image from dynos where app_id = a.id and state not in ('stopped', 'crashed', 'lost')
    union select r.image from deployments d join releases r on r.id = d.release_id
      where d.app_id = a.id and d.state = 'pending' and r.image is not null
    union (select r.image from deployments d join releases r on r.id = d.release_id
      where d.app_id = a.id and d.state = 'succeeded' and r.image is not null order by r.version desc limit 1)
  ) as "inUse",
  array(select id::text from builds where app_id = a.id and state = 'pending') as "openBuildIds"
from apps a where a.id = $1`;
