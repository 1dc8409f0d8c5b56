import type { EntityManager } from 'typeorm';
import { coversHostname } from '@jujube/core/certificate/covers-hostname.js';
import { UserError } from '@jujube/core/errors/user-error.js';

export interface KnownEndpoint {
  id: string;
  name: string;
  names: readonly string[];
  isAcm: boolean;
}

/** @throws UserError not_found */
export async function endpointOf(manager: EntityManager, appId: string, key: string): Promise<KnownEndpoint> {
  const rows: KnownEndpoint[] = await manager.query(
    `select id, name, names, is_acm as "isAcm" from sni_endpoints where app_id = $1 and (id::text = $2 or name = $2)`,
    [appId, key],
  );
  if (rows[0]) return rows[0];
  const message = `The app has no certificate ${key.slice(0, 60)}. Its certificates are shown by: jujube certs`;
  throw new UserError('not_found', message, { resource: 'sni_endpoint' });
}

/** @throws UserError invalid_params when clients would not take it for the host */
export function refuseUnlessCovered({ name, names }: Pick<KnownEndpoint, 'name' | 'names'>, hostname: string): void {
  if (coversHostname(names, hostname)) return;
  throw new UserError(
    'invalid_params',
    `The certificate ${name} is not for ${hostname}, only for ${names.join(', ')}. Add one that names it.`,
  );
}

/** Shows it for all domains of its app that it covers and that have none. */
export async function attachToFreeDomains(
  manager: EntityManager,
  { appId, id, names }: Pick<KnownEndpoint, 'id' | 'names'> & { appId: string },
): Promise<void> {
  const free: { id: string; hostname: string }[] = await manager.query(
    `select id, hostname from domains where app_id = $1 and kind = 'custom' and sni_endpoint_id is null`,
    [appId],
  );
  const covered = free.filter(({ hostname }) => coversHostname(names, hostname)).map((domain) => domain.id);
  await manager.query('update domains set sni_endpoint_id = $1, updated_at = now() where id = any($2)', [id, covered]);
}
