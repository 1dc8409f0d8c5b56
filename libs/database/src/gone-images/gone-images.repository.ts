import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { RUN_IMAGES } from '../releases/app-images.js';

/** Images of apps that were destroyed, by their references (`<registry>/<repository>@sha256:…`), for 30 days. */
@Injectable()
export class GoneImagesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes down what an app's releases and builds name; in the transaction that deletes the app, before it does. */
  async add(manager: EntityManager, appId: string): Promise<void> {
    await manager.query(ADD, [appId]);
  }

  /** What no app needs: those that are still in the registry, or all of them (hosts may have copies of any). */
  async needless(where: 'in the registry' | 'anywhere'): Promise<string[]> {
    const rows: { image: string }[] = await this.dataSource.query(NEEDLESS, [where === 'anywhere']);
    return rows.map((row) => row.image);
  }

  async isNeedless(image: string): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(`${NEEDLESS} and g.image = $2`, [true, image]);
    return rows.length > 0;
  }

  /** It is not deleted again: whoever pushes it after this means it for an app to come. */
  async markDeleted(image: string): Promise<void> {
    await this.dataSource.query('update gone_images set deleted_at = now() where image = $1', [image]);
  }
}

// destroyed once more, after the same image was pushed again: it counts anew
const ADD = `
insert into gone_images (image)
select i.image from releases r cross join lateral (${RUN_IMAGES}) i where r.app_id = $1 and i.image is not null
union select image from builds where app_id = $1 and image is not null
order by image
on conflict (image) do update set since = now(), deleted_at = null`;

const NEEDLESS = `
select g.image from gone_images g
where (g.deleted_at is null or $1)
  and not exists (select from releases r where r.image = g.image)
  and not exists (select from releases r, jsonb_each_text(r.type_images) t where r.type_images <> '{}' and t.value = g.image)
  and not exists (select from builds b where b.image = g.image)
  and not exists (select from dynos d where d.image = g.image and d.state not in ('stopped', 'crashed', 'lost'))`;
