import { Inject, Injectable } from '@nestjs/common';
import { GoneImagesRepository } from '@jujube/database/gone-images/gone-images.repository.js';
import { parseImageRef } from '@jujube/registry/image-ref.js';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';

/** Deletes images of destroyed apps from the registry, unless another app has come to name the very same ones. */
@Injectable()
export class GoneImages {
  private readonly registry: RegistryClient;

  constructor(
    private readonly images: GoneImagesRepository,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {
    this.registry = new RegistryClient(settings.registry);
  }

  async remove(stopping: AbortSignal): Promise<void> {
    for (const image of await this.images.needless('in the registry')) {
      stopping.throwIfAborted();
      const { registry, repository, digest } = parseImageRef(image);
      // in the registry of former settings, which we cannot reach any more
      if (registry !== this.settings.registry.host || digest === undefined) continue;
      // the list may be long: an app may have been made again meanwhile
      if (!(await this.images.isNeedless(image))) continue;
      await this.registry.delete(repository, digest);
      await this.images.markDeleted(image);
    }
  }
}
