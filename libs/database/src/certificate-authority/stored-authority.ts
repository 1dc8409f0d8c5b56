import type { EntityManager } from 'typeorm';
import { SEALED } from '../encryption/sealed-context.js';
import type { SecretBox } from '../encryption/secret-box.js';

/** PEM */
export interface StoredAuthority {
  certificate: string;
  key: string;
}

/** The installation's certificate authority: the one that is there, or the one that `make` makes. */
export async function obtainAuthority(
  manager: EntityManager,
  box: SecretBox,
  make: () => Promise<StoredAuthority>,
): Promise<StoredAuthority> {
  const known = await storedAuthority(manager, box);
  if (known) return known;
  const { certificate, key } = await make();
  await manager.query(
    `insert into certificate_authorities (certificate, key_encrypted) values ($1, $2) on conflict (is_the_one) do nothing`,
    [certificate, box.seal(key, SEALED.authorityKey)],
  );
  // another process may have been faster
  return (await storedAuthority(manager, box))!;
}

/** What clients have to trust; null before the first process that needs it has made it. */
export async function authorityCertificate(manager: EntityManager): Promise<string | null> {
  const rows: { certificate: string }[] = await manager.query('select certificate from certificate_authorities');
  return rows[0]?.certificate ?? null;
}

async function storedAuthority(manager: EntityManager, box: SecretBox): Promise<StoredAuthority | null> {
  const rows: { certificate: string; keyEncrypted: Buffer }[] = await manager.query(
    'select certificate, key_encrypted as "keyEncrypted" from certificate_authorities',
  );
  const row = rows[0];
  return row
    ? { certificate: row.certificate, key: box.open(row.keyEncrypted, SEALED.authorityKey).toString('utf8') }
    : null;
}
