import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import { parseImageRef } from './image-ref.js';
import { mintRegistryToken } from './registry-token.js';

/** What an engine gets along with a pull. */
export type EngineCredentials = { registryToken: string } | { username: string; password: string };

// the engine uses one token for the whole pull, which may take 15 minutes
const LIFETIME_S = 900;

/**
 * Credentials for one pull: a token that opens this one repository for reading, or the name and password of a registry that
 * is not ours. Nothing for an image of any other registry, which must not see them.
 */
export function engineCredentials(imageRef: string, settings: RegistrySettings): EngineCredentials | undefined {
  const ref = parseImageRef(imageRef);
  if (ref.registry !== settings.host) return undefined;
  if (!settings.token) return settings.login ?? undefined;
  const access = [{ type: 'repository' as const, name: ref.repository, actions: ['pull'] }];
  const request = { access, subject: 'engine', lifetimeS: LIFETIME_S, now: new Date() };
  return { registryToken: mintRegistryToken(settings.token, request) };
}
