import type { Server } from 'node:http';
import { Provider } from 'oidc-provider';

export const SIGN_ON_CLIENT = { id: 'jujube', secret: 'a secret between the two of them' };

export interface TestIdentityProvider {
  readonly issuer: string;
  close(): Promise<void>;
}

/**
 * A certified OpenID Connect provider with its own log-in pages, which take any password. Who logs in as `ann` has the
 * verified address ann@example.com; `unverified-ann` one that nobody has verified.
 */
export async function startIdentityProvider(port: number, redirectUri: string): Promise<TestIdentityProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: SIGN_ON_CLIENT.id, client_secret: SIGN_ON_CLIENT.secret, redirect_uris: [redirectUri] },
        ...{ grant_types: ['authorization_code'], response_types: ['code'] },
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        ...{ sub: id, email: `${id.replace('unverified-', '')}@Example.com` },
        email_verified: !id.startsWith('unverified-'),
      }),
    }),
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = provider.listen(port, '127.0.0.1', () => resolve(listening));
  });
  return {
    issuer,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
