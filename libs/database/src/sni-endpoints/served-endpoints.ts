import type { EntityManager } from 'typeorm';
import { SEALED } from '../encryption/sealed-context.js';
import type { SecretBox } from '../encryption/secret-box.js';

/** A certificate that routers show for these host names. */
export interface ServedEndpoint {
  readonly id: string;
  /** another one: another certificate */
  readonly version: number;
  readonly hostnames: readonly string[];
}

/** In the same order every time. */
export function readServedEndpoints(manager: EntityManager): Promise<ServedEndpoint[]> {
  return manager.query(
    `select s.id, s.version, array_agg(lower(d.hostname) order by d.hostname) as hostnames
     from sni_endpoints s join domains d on d.sni_endpoint_id = s.id group by s.id order by s.id`,
  );
}

/** Chain and key in one PEM text; null when there is another version of it by now. */
export async function openEndpoint(
  manager: EntityManager,
  box: SecretBox,
  { id, version }: Pick<ServedEndpoint, 'id' | 'version'>,
): Promise<string | null> {
  const rows: { chain: string; key: Buffer }[] = await manager.query(
    'select certificate_chain as chain, key_encrypted as key from sni_endpoints where id = $1 and version = $2',
    [id, version],
  );
  return rows[0] ? rows[0].chain + box.open(rows[0].key, SEALED.endpointKey(id)).toString('utf8') : null;
}
