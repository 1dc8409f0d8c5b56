import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ServerCertificate } from '@jujube/core/certificate/server-certificate.js';
import { SEALED } from '../encryption/sealed-context.js';
import type { SecretBox } from '../encryption/secret-box.js';

export interface NewEndpoint {
  readonly appId: string;
  readonly name: string;
  readonly certificate: ServerCertificate;
  /** got and renewed by the platform */
  readonly isAcm: boolean;
}

const COLUMNS = [
  ...['certificate_chain', 'key_encrypted', 'names', 'issuer', 'subject'],
  ...['starts_at', 'expires_at', 'is_ca_signed', 'is_self_signed'],
];

/** Answers its id; null when another one of the app has this name. */
export async function insertEndpoint(
  manager: EntityManager,
  box: SecretBox,
  { appId, name, certificate, isAcm }: NewEndpoint,
): Promise<string | null> {
  const id = randomUUID();
  const rows: unknown[] = await manager.query(
    `insert into sni_endpoints (id, app_id, name, is_acm, ${COLUMNS.join(', ')})
     values ($1, $2, $3, $4, ${COLUMNS.map((_, index) => `$${index + 5}`).join(', ')})
     on conflict (app_id, name) do nothing returning id`,
    [id, appId, name, isAcm, ...valuesOf(id, { certificate, box })],
  );
  return rows.length > 0 ? id : null;
}

/** Routers take the new certificate for a new version. */
export async function replaceCertificate(
  manager: EntityManager,
  box: SecretBox,
  { id, certificate }: { id: string; certificate: ServerCertificate },
): Promise<void> {
  const changes = COLUMNS.map((column, index) => `${column} = $${index + 2}`);
  await manager.query(
    `update sni_endpoints set version = version + 1, updated_at = now(), ${changes.join(', ')} where id = $1`,
    [id, ...valuesOf(id, { certificate, box })],
  );
}

function valuesOf(id: string, { certificate, box }: { certificate: ServerCertificate; box: SecretBox }): unknown[] {
  return [
    certificate.chain,
    box.seal(certificate.key, SEALED.endpointKey(id)),
    certificate.names,
    certificate.issuer,
    certificate.subject,
    certificate.startsAt,
    certificate.expiresAt,
    certificate.isCaSigned,
    certificate.isSelfSigned,
  ];
}
