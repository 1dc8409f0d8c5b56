import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import { mintRegistryToken } from './registry-token.js';
import type { RegistryAccess, TokenSigner } from './registry-token.js';

const LIFETIME_S = 300;

/** Value of the Authorization header for exactly this access; undefined for a registry that is open. */
export function authorizationFor(settings: RegistrySettings, access: RegistryAccess[]): string | undefined {
  if (settings.token) return `Bearer ${mintFor(settings.token, access)}`;
  if (!settings.login) return undefined;
  const { username, password } = settings.login;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function mintFor(signer: TokenSigner, access: RegistryAccess[]): string {
  return mintRegistryToken(signer, { access, subject: 'jujube', lifetimeS: LIFETIME_S, now: new Date() });
}
