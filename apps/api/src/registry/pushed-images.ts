import { Inject, Injectable } from '@nestjs/common';
import { UserError } from '@jujube/core/errors/user-error.js';
import { parseImageReference } from '@jujube/core/release/image-tag.js';
import { formatImageRef, parseImageRef } from '@jujube/registry/image-ref.js';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import { RegistryError } from '@jujube/registry/registry-error.js';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import type { Settings } from '@jujube/settings/settings.js';
import { SETTINGS } from '../settings.provider.js';

/** Finds out what a tag in our registry means now: releases are made of digests, which nobody can move. */
@Injectable()
export class PushedImages {
  private readonly registry: RegistrySettings | null;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.registry = settings.registry;
  }

  /** `<registry>/<app>@sha256:…`. Refuses foreign images and tags that were not pushed. */
  async digestOf(appName: string, tag: string): Promise<string> {
    if (!this.registry)
      throw new UserError('unavailable', 'This installation has no image registry: set REGISTRY_URL.');
    const reference = parseImageRef(parseImageReference(tag, { registry: this.registry.host, appName }));
    const digest = await this.resolve(new RegistryClient(this.registry), { ...reference, tag });
    return formatImageRef({ registry: reference.registry, repository: reference.repository, digest });
  }

  private async resolve(
    client: RegistryClient,
    image: { repository: string; tag: string; digest?: string },
  ): Promise<string> {
    const tag = image.tag.slice(image.tag.lastIndexOf(':') + 1);
    try {
      return await client.resolve(image.repository, image.digest ?? tag);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      if (error.kind !== 'not_found')
        throw new UserError('unavailable', `The image registry does not answer: ${error.message}. Try again.`);
      const name = `${this.registry?.host}/${image.repository}:${tag}`;
      throw new UserError('not_found', `Nothing was pushed as ${name}. Push it first: docker push ${name}`, {
        resource: 'image',
      });
    }
  }
}
