import type { KeyObject, X509Certificate } from 'node:crypto';
import type { ServerCertificate } from '@jujube/core/certificate/server-certificate.js';
import { isIssuedBy, readChain } from './certificate-chain.js';
import { refuse } from './refuse.js';
import { readPrivateKey } from './private-key.js';
import { isSignedByRoot } from './root-certificates.js';

/**
 * Reads a chain and its key as somebody gave them.
 * @throws UserError invalid_params that says what is wrong with which of them
 */
export function readCertificate(given: { chain: string; key: string }, now: Date): ServerCertificate {
  const chain = readChain(given.chain);
  const key = readPrivateKey(given.key);
  const leaf = chain[0]!;
  refuseStrangeKey(chain, key);
  const expiresAt = new Date(leaf.validTo);
  if (expiresAt <= now) {
    refuse(`The certificate expired on ${expiresAt.toISOString()}. Get a new one and send that.`);
  }
  return {
    chain: chain.map(String).join(''),
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    names: namesOf(leaf),
    issuer: nameText(leaf.issuer),
    subject: nameText(leaf.subject),
    startsAt: new Date(leaf.validFrom),
    expiresAt,
    isCaSigned: isSignedByRoot(chain),
    isSelfSigned: isIssuedBy(leaf, leaf),
  };
}

function refuseStrangeKey(chain: readonly X509Certificate[], key: KeyObject): void {
  const at = chain.findIndex((certificate) => certificate.checkPrivateKey(key));
  if (at === 0) return;
  refuse(
    at > 0
      ? `The private key belongs to certificate ${at + 1} of the chain. Put the host's own certificate first.`
      : 'The private key does not belong to the certificate. Send the key that its request was made with.',
  );
}

function namesOf(leaf: X509Certificate): string[] {
  const alternatives = leaf.subjectAltName ?? '';
  const names = [...alternatives.matchAll(/DNS:([^,"\s]+)/g)].map(([, name]) => name!.toLowerCase());
  const [, common] = /^CN=(.+)$/m.exec(leaf.subject ?? '') ?? [];
  if (alternatives === '' && common !== undefined) names.push(common.toLowerCase());
  if (names.length > 0) return [...new Set(names)];
  refuse('The certificate names no host. Get one with the host names as its subjectAltName.');
}

function nameText(name: string | undefined): string {
  return (name ?? '')
    .split('\n')
    .map((part) => `/${part}`)
    .join('');
}
