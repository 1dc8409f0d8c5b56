import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TOKEN_ISSUER, TOKEN_SERVICE } from './registry.mjs';

const LIFETIME_S = 600;

/** A registry token made with the signer's own key, for pushes before any user exists. access: [{type, name, actions}]. */
export function registryToken({ keyFile, certFile }, access, subject = 'set-up') {
  const now = Math.floor(Date.now() / 1000);
  const certificate = new X509Certificate(readFileSync(certFile));
  const header = { typ: 'JWT', alg: 'ES256', x5c: [certificate.raw.toString('base64')] };
  const times = { iat: now, nbf: now - 10, exp: now + LIFETIME_S };
  const claims = { iss: TOKEN_ISSUER, sub: subject, aud: TOKEN_SERVICE, ...times, jti: randomUUID(), access };
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const key = { key: createPrivateKey(readFileSync(keyFile)), dsaEncoding: 'ieee-p1363' };
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

/** The access of scope parameters like `repository:shop:pull,push`; anything else gives no access. */
export function accessOf(scopes) {
  return scopes
    .flatMap((scope) => scope.split(' '))
    .map((scope) => scope.match(/^(repository|registry):([^:]+):([a-z,*]+)$/))
    .filter(Boolean)
    .map(([, type, name, actions]) => ({ type, name, actions: actions.split(',') }));
}
