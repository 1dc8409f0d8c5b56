import { X509Certificate, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { UserError } from '@jujube/core/errors/user-error.js';

export const TOKEN_SERVICE = 'jujube-registry';
export const TOKEN_ISSUER = 'jujube';
const LONGEST_LIFETIME_S = 900;
// for a registry whose clock is a little behind
const BACKDATE_S = 30;

/** What a token lets its bearer do, in the registry's words. */
export interface RegistryAccess {
  type: 'repository' | 'registry';
  name: string;
  actions: string[];
}

/** The key that the registry trusts, by its certificate. */
export interface TokenSigner {
  keyPem: string;
  certificatePem: string;
}

export interface TokenRequest {
  access: RegistryAccess[];
  /** Who asked; stands in the registry's log. */
  subject: string;
  lifetimeS: number;
  now: Date;
}

/** A bearer token for our registry (docker-registry `auth.token`): ES256, with the signer's certificate in `x5c`. */
export function mintRegistryToken(signer: TokenSigner, { access, subject, lifetimeS, now }: TokenRequest): string {
  const nowS = Math.floor(now.getTime() / 1000);
  const lastsS = Math.min(lifetimeS, LONGEST_LIFETIME_S);
  const certificate = new X509Certificate(signer.certificatePem);
  const header = { typ: 'JWT', alg: 'ES256', x5c: [certificate.raw.toString('base64')] };
  const claims = {
    iss: TOKEN_ISSUER,
    sub: subject,
    aud: TOKEN_SERVICE,
    iat: nowS,
    nbf: nowS - BACKDATE_S,
    exp: nowS + lastsS,
    jti: randomUUID(),
    access,
  };
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const key = createPrivateKey(signer.keyPem);
  const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

/**
 * Reads `scope` parameters of a token request (`repository:shop:pull,push`, several parted by spaces); refuses (UserError)
 * what is not one. Whether the access may be given is for the caller to decide.
 */
export function parseScope(scopes: string | string[]): RegistryAccess[] {
  const single = [scopes].flat().flatMap((each) => each.split(' '));
  return single.filter((each) => each !== '').map(readScope);
}

function readScope(scope: string): RegistryAccess {
  const match = /^(repository|registry):([a-zA-Z0-9._/:-]{1,255}):([a-z*]{1,20}(?:,[a-z*]{1,20}){0,9})$/.exec(scope);
  if (!match) throw new UserError('invalid_params', 'the scope is not of the form repository:NAME:pull,push');
  const [, type, name = '', actions = ''] = match;
  return { type: type as RegistryAccess['type'], name, actions: actions.split(',') };
}
