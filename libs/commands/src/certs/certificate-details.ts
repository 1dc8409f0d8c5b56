import type { SniEndpoint } from '@jujube/contract/sni-endpoint.js';
import { keyValues } from '../output/key-values.js';

/** All that clients are told of a certificate, as Heroku's CLI shows it. */
export function certificateDetails({ name, ssl_cert: cert }: SniEndpoint): string {
  const lines = keyValues([
    ['Name', name],
    ['Common Name(s)', cert.cert_domains.join(', ')],
    ['Expires At', minuteText(cert.expires_at)],
    ['Issuer', cert.issuer],
    ['Starts At', minuteText(cert.starts_at)],
    ['Subject', cert.subject],
  ]);
  return `Certificate details:\n${lines}\n${trustText(cert)}`;
}

/** `2027-01-01 12:00 UTC` */
export function minuteText(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function trustText(cert: SniEndpoint['ssl_cert']): string {
  if (cert['ca_signed?']) return 'SSL certificate is verified by a root authority.';
  return cert['self_signed?'] ? 'SSL certificate is self signed.' : 'SSL certificate is not trusted.';
}
