/** What a registry with a token service of its own answers to a request without a token. */
export interface BearerChallenge {
  realm: string;
  service?: string;
  scope?: string;
}

/** Reads `WWW-Authenticate: Bearer realm="…",service="…",scope="…"`; null for anything else. */
export function parseBearerChallenge(header: string | null): BearerChallenge | null {
  if (!header?.toLowerCase().startsWith('bearer ')) return null;
  const parts = Object.fromEntries([...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value]) => [key, value]));
  const { realm, service, scope } = parts;
  return realm && URL.canParse(realm) ? { realm, service, scope } : null;
}

/** Where to ask for the token. */
export function tokenUrl({ realm, service, scope }: BearerChallenge): URL {
  const url = new URL(realm);
  if (service) url.searchParams.set('service', service);
  if (scope) url.searchParams.set('scope', scope);
  return url;
}
