import { UserError } from '@jujube/core/errors/user-error.js';
import type { EntityManager } from 'typeorm';
import { RUN_IMAGES } from '../releases/app-images.js';

/**
 * An app that was renamed keeps images under its former name. Whoever got that name could overwrite them, and pruning its
 * repository would delete what the other app rolls back to. An app that has the name today is refused by its unique name.
 */
export async function refuseUsedRepository(manager: EntityManager, name: string, appId: string | null): Promise<void> {
  const rows: { name: string }[] = await manager.query(
    `select a.name from releases r join apps a on a.id = r.app_id
     where exists (select from (${RUN_IMAGES}) i where split_part(i.image, '@', 1) like '%/' || $1)
       and a.name <> $1 and ($2::uuid is null or a.id <> $2) limit 1`,
    [name, appId],
  );
  if (!rows[0]) return;
  throw new UserError('invalid_params', `Name ${name} is already taken: images of ${rows[0].name} are kept under it.`);
}
