import { UserError } from '@jujube/core/errors/user-error.js';
import type { EntityManager } from '@jujube/database/connection.js';

/** A host that is to be reached in some way; `id` when it is registered already. */
export interface ReachedHost {
  readonly id: string | null;
  readonly name: string;
}

/** One engine by two addresses (tcp and ssh, name and number) would be counted, and its ports given away, twice. */
export async function refuseKnownUrl(database: EntityManager, host: ReachedHost, url: string): Promise<void> {
  const rows: { name: string }[] = await database.query(
    'select name from hosts where url = $1 and id is distinct from $2 limit 1',
    [url, host.id],
  );
  if (rows[0]) throw sameEngine(host.name, rows[0].name);
}

/** @param address at which its ports are published */
export async function refuseSharedPorts(database: EntityManager, host: ReachedHost, address?: string): Promise<void> {
  const rows: { name: string }[] = await database.query(
    `select h.name from hosts h left join host_status s on s.host_id = h.id
     where coalesce(h.address, s.address) = $1 and h.id is distinct from $2 limit 1`,
    [address, host.id],
  );
  if (rows[0]) throw sameEngine(host.name, rows[0].name);
}

function sameEngine(name: string, known: string): UserError {
  return new UserError(
    'conflict',
    `${name} is where ${known} is: the same engine, or one that publishes its ports at the same address. ` +
      `An engine is registered once. Nothing was written.`,
  );
}
