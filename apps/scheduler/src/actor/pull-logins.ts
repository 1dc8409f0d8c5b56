import type { PullCredentials } from '@jujube/containers/image-types.js';
import { engineCredentials } from '@jujube/registry/engine-credentials.js';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';

/** What an engine needs to fetch an image from our registry; nothing for images of others. */
export class PullLogins {
  constructor(private readonly registry: RegistrySettings | null) {}

  /** `host[:port]` of our registry; null without one */
  get registryHost(): string | null {
    return this.registry?.host ?? null;
  }

  for(image: string): PullCredentials | undefined {
    return this.registry ? engineCredentials(image, this.registry) : undefined;
  }
}
