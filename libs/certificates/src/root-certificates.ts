import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { isIssuedBy } from './certificate-chain.js';

let known: readonly X509Certificate[] | null = null;

/** Whether a chain ends at an authority that clients trust without being told. */
export function isSignedByRoot(chain: readonly X509Certificate[]): boolean {
  const last = chain.at(-1)!;
  known ??= rootCertificates.map((pem) => new X509Certificate(pem));
  return known.some((root) => root.fingerprint256 === last.fingerprint256 || isIssuedBy(last, root));
}
