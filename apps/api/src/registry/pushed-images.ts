import { Inject, Injectable } from '@nestjs/common';
import { UserError } from '@jujube/core/errors/user-error.js';
import { parseImageReference } from '@jujube/core/release/image-tag.js';
import { PROCESS_TYPES_LABEL, type PushedImage } from '@jujube/core/release/pushed-process-types.js';
import { formatImageRef, parseImageRef } from '@jujube/registry/image-ref.js';
import type { ImageConfig } from '@jujube/registry/manifest.js';
import type { RegistryClient } from '@jujube/registry/registry-client.js';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import type { Settings } from '@jujube/settings/settings.js';
import { SETTINGS } from '../settings.provider.js';
import { askRegistry, registryOf } from './ask-registry.js';

export interface FoundImage {
  /** `<registry>/<app>@sha256:…` */
  readonly image: string;
  readonly pushed: PushedImage;
}

/** Finds out what a tag in our registry means now: releases are made of digests, which nobody can move. */
@Injectable()
export class PushedImages {
  private readonly registry: RegistrySettings | null;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.registry = settings.registry;
  }

  /** Refuses foreign images and tags that were not pushed. */
  async find(appName: string, tag: string): Promise<FoundImage> {
    const { client, host } = registryOf(this.registry);
    const { registry, repository, ...rest } = parseImageRef(parseImageReference(tag, { registry: host, appName }));
    const { digest, config } = await this.lookUp(client, { repository, ...rest, tag });
    const { labels, command = [], entrypoint = [] } = config;
    const hasCommand = command.length + entrypoint.length > 0;
    const image = formatImageRef({ registry, repository, digest });
    return { image, pushed: { label: labels[PROCESS_TYPES_LABEL], hasCommand } };
  }

  private async lookUp(
    client: RegistryClient,
    image: { repository: string; tag: string; digest?: string },
  ): Promise<{ digest: string; config: ImageConfig }> {
    const tag = image.tag.slice(image.tag.lastIndexOf(':') + 1);
    const found = await askRegistry(async () => {
      const digest = await client.resolve(image.repository, image.digest ?? tag);
      return { digest, config: await client.imageConfig(image.repository, digest) };
    });
    if (found) return found;
    const name = `${this.registry?.host}/${image.repository}:${tag}`;
    throw new UserError('not_found', `Nothing was pushed as ${name}. Push it first: docker push ${name}`, {
      resource: 'image',
    });
  }
}
