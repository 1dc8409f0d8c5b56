import { Inject, Injectable } from '@nestjs/common';
import { AppImages, type ImagesOfApp } from '@jujube/database/releases/app-images.js';
import type { JobHandler } from '@jujube/queue/job-handler.js';
import type { Job } from '@jujube/queue/jobs.js';
import { parseImageRef } from '@jujube/registry/image-ref.js';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import { RegistryError } from '@jujube/registry/registry-error.js';
import { prunableDigests } from '@jujube/registry/retention.js';
import { buildOfTag } from './build-tag.js';
import { GoneImages } from './gone-images.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';

type PushedImage = { buildId: string; digest: string };

/** Deletes images of one app from the registry that no release to go back to and no dyno needs; of one that is gone, all. */
@Injectable()
export class PruneImagesWorker implements JobHandler {
  readonly kind = 'prune-images';
  readonly concurrency = 1;
  private readonly registry: RegistryClient;

  constructor(
    private readonly images: AppImages,
    private readonly gone: GoneImages,
    @Inject(SETTINGS) settings: BuilderSettings,
  ) {
    this.registry = new RegistryClient(settings.registry);
  }

  async handle({ rowId: appId }: Pick<Job, 'rowId'>, stopping: AbortSignal): Promise<void> {
    const app = await this.images.of(appId);
    if (!app) return this.gone.remove(stopping);
    const pushed = await this.pushedByBuilds(app.appName);
    // asked after the registry: a build that pushed in between is among the open ones or among the releases
    const needed = await this.images.of(appId);
    for (const digest of needed ? prunable(needed, pushed) : []) {
      stopping.throwIfAborted();
      await this.registry.delete(app.appName, digest);
    }
  }

  /** What others pushed and never released may be released yet: it is not ours to judge. */
  private async pushedByBuilds(appName: string): Promise<PushedImage[]> {
    const tags = await this.registry.tags(appName);
    const pushed = await Promise.all(tags.map((tag) => this.pushedAs(appName, tag)));
    return pushed.filter((image) => image !== null);
  }

  private async pushedAs(appName: string, tag: string): Promise<PushedImage | null> {
    const buildId = buildOfTag(tag);
    if (buildId === null) return null;
    try {
      return { buildId, digest: await this.registry.resolve(appName, tag) };
    } catch (error) {
      // deleted meanwhile
      if (error instanceof RegistryError && error.kind === 'not_found') return null;
      throw error;
    }
  }
}

function prunable(app: ImagesOfApp, pushed: PushedImage[]): string[] {
  const releases = app.releases.map(({ version, image }) => ({ version, digest: digestOf(image) }));
  const fromBuilds = pushed.map(({ buildId, digest }) => ({ digest, isFresh: app.openBuildIds.includes(buildId) }));
  const fromReleases = releases.map(({ digest }) => ({ digest, isFresh: false }));
  // the same image may come from an old build and from one that is still on its way
  const fresh = fromBuilds.filter(({ isFresh }) => isFresh).map(({ digest }) => digest);
  const inUse = [...app.inUse.map(digestOf), ...fresh];
  return prunableDigests({ releases, inUse, present: [...fromBuilds, ...fromReleases] });
}

function digestOf(image: string): string {
  return parseImageRef(image).digest ?? image;
}
