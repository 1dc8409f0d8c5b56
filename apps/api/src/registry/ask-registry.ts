import { UserError } from '@jujube/core/errors/user-error.js';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import { RegistryError } from '@jujube/registry/registry-error.js';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';

/** Our registry for one question. Throws `unavailable` where there is none. */
export function registryOf(settings: RegistrySettings | null): { client: RegistryClient; host: string } {
  if (settings) return { client: new RegistryClient(settings), host: settings.host };
  throw new UserError('unavailable', 'This installation has no image registry: set REGISTRY_URL.');
}

/** Null for what is not in the registry; throws `unavailable` when it does not answer. */
export async function askRegistry<T>(question: () => Promise<T>): Promise<T | null> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    if (error.kind === 'not_found') return null;
    throw new UserError('unavailable', `The image registry does not answer: ${error.message}. Try again.`);
  }
}
