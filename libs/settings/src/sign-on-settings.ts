import type { Reader } from './environment.js';

/** The OpenID Connect provider that people may log in with. */
export interface SignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** in lower case; who has a verified address in one of them gets an account at the first login */
  readonly newUserDomains: readonly string[];
}

export function readSignOn(read: Reader): SignOnSettings | null {
  const issuer = read.url('OIDC_ISSUER', ['http:', 'https:']);
  const clientId = read.text('OIDC_CLIENT_ID');
  const clientSecret = read.text('OIDC_CLIENT_SECRET') ?? read.file('OIDC_CLIENT_SECRET_FILE');
  const newUserDomains = read.list('OIDC_NEW_USER_DOMAINS', ',').map((domain) => domain.trim().toLowerCase());
  if (issuer === null && clientId === null && clientSecret === null) return null;
  if (issuer === null || clientId === null || clientSecret === null) {
    read.problem('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET (or OIDC_CLIENT_SECRET_FILE) go together');
    return null;
  }
  return { issuer, clientId, clientSecret, newUserDomains };
}
