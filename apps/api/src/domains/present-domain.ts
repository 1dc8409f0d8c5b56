import type { Domain } from '@jujube/contract/domain.js';
import type { Reference } from '@jujube/contract/reference.js';
import type { DomainRow } from '@jujube/usecases/domains/domain.queries.js';

/** @param home the app and its own name below the base domain, to which a custom domain should point */
export function presentDomain(row: DomainRow, { id, name, baseDomain }: Reference & { baseDomain: string }): Domain {
  return {
    id: row.id,
    app: { id, name },
    hostname: row.hostname,
    kind: row.kind,
    cname: row.kind === 'custom' ? `${name}.${baseDomain}` : null,
    acm_status: null,
    acm_status_reason: null,
    sni_endpoint: row.sniEndpointId === null ? null : { id: row.sniEndpointId, name: row.sniEndpointName ?? '' },
    status: 'succeeded',
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
