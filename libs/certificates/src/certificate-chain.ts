import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { X509Certificate as ReadableCertificate } from '@peculiar/x509';
import { refuse } from './refuse.js';
import { pemBlocks, type PemBlock } from './pem-blocks.js';

const MOST = 10;

/**
 * The certificates of a PEM text, each followed by the one of its issuer.
 * @throws UserError invalid_params
 */
export function readChain(pem: string): X509Certificate[] {
  const blocks = pemBlocks(pem);
  if (blocks.some(({ label }) => label.endsWith('PRIVATE KEY'))) {
    refuse('The certificate chain holds a private key. Send the key apart, and only certificates here.');
  }
  if (blocks.length === 0 || blocks.some(({ label }) => label !== 'CERTIFICATE')) {
    refuse('The certificate chain is no PEM of certificates: each must begin with a line -----BEGIN CERTIFICATE-----.');
  }
  if (blocks.length > MOST) {
    refuse(`The certificate chain has ${blocks.length} certificates, and ${MOST} at most are taken.`);
  }
  const chain = blocks.map(parsed);
  refuseDisorder(chain);
  chain.forEach(refuseSha1);
  return chain;
}

function parsed({ text }: PemBlock, index: number): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    refuse(`Certificate ${index + 1} of the chain cannot be read: its PEM block is damaged or cut off.`);
  }
}

function refuseDisorder(chain: readonly X509Certificate[]): void {
  const at = chain.findIndex((certificate, index) => index > 0 && !isIssuedBy(chain[index - 1]!, certificate));
  if (at < 0) return;
  refuse(
    `The certificate chain is out of order: certificate ${at + 1} did not issue certificate ${at}. ` +
      "Put the host's own certificate first, and after each one that of its issuer.",
  );
}

export function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** Whoever signed itself need not be believed for that. */
function refuseSha1(certificate: X509Certificate, index: number): void {
  if (isIssuedBy(certificate, certificate) && index > 0) return;
  const { signatureAlgorithm } = new ReadableCertificate(certificate.raw);
  const hash = (signatureAlgorithm as { hash?: { name?: string } }).hash?.name ?? '';
  if (!['SHA-1', 'MD5'].includes(hash)) return;
  refuse(
    `Certificate ${index + 1} of the chain is signed with ${hash}, which clients refuse. Get one that is signed with SHA-256.`,
  );
}
