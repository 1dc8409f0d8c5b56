import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'jj_';

/** Text of a new token: 32 random bytes behind a prefix that secret scanners can look for. It is shown once and never kept. */
export function newToken(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

/** What is kept of a token. A plain hash is enough: there is nothing to guess in 32 random bytes. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
