import type { Reference } from '@jujube/contract/reference.js';
import type { SniEndpoint } from '@jujube/contract/sni-endpoint.js';
import type { SniEndpointRow } from '@jujube/usecases/sni-endpoints/sni-endpoint.queries.js';

export function presentSniEndpoint(row: SniEndpointRow, { id, name }: Reference): SniEndpoint {
  return {
    id: row.id,
    name: row.name,
    display_name: null,
    app: { id, name },
    certificate_chain: row.chain,
    domains: row.domains,
    ssl_cert: {
      id: row.id,
      acm: row.isAcm,
      'ca_signed?': row.isCaSigned,
      'self_signed?': row.isSelfSigned,
      cert_domains: row.names,
      expires_at: row.expiresAt.toISOString(),
      issuer: row.issuer,
      starts_at: row.startsAt.toISOString(),
      subject: row.subject,
    },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
