import { X509Certificate } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a certificate that the operator gave covers a host name, as the directory is now. */
export function givenCertificates(tlsDir: string | null): (hostname: string) => boolean {
  const files = tlsDir === null ? [] : readdirSync(tlsDir).filter((name) => name.endsWith('.pem'));
  const given = files.map((name) => new X509Certificate(readFileSync(join(tlsDir ?? '', name))));
  return (hostname) => given.some((certificate) => certificate.checkHost(hostname) !== undefined);
}
