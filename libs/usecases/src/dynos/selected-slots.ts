import type { EntityManager } from '@jujube/database/connection.js';
import { noSuchDyno, noSuchProcessType, type DynoName } from './dyno-name.js';

/** Which dynos somebody means: all of an app, one process type, or one slot. */
export type DynoSelection =
  { readonly kind: 'all' } | { readonly kind: 'type'; processType: string } | ({ readonly kind: 'slot' } & DynoName);

interface SizedType {
  processType: string;
  quantity: number;
}

/** The process types that a selection touches, with their quantities. @throws UserError not_found when it names nothing that is wanted */
export async function selectedTypes(
  manager: EntityManager,
  appId: string,
  selection: DynoSelection,
): Promise<SizedType[]> {
  const rows: SizedType[] = await manager.query(
    'select process_type as "processType", quantity from formations where app_id = $1 order by process_type',
    [appId],
  );
  if (selection.kind === 'all') return rows;
  const found = rows.find(({ processType }) => processType === selection.processType);
  if (selection.kind === 'type') {
    if (!found) throw noSuchProcessType(selection.processType);
    return [found];
  }
  if (!found || found.quantity < selection.slot) throw noSuchDyno(`${selection.processType}.${selection.slot}`);
  return [found];
}
