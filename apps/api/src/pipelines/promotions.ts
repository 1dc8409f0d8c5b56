import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { BeginPromotion, type BegunPromotion } from '@jujube/usecases/pipelines/begin-promotion.js';
import { FailTarget } from '@jujube/usecases/pipelines/fail-target.js';
import { PromoteTo } from '@jujube/usecases/pipelines/promote-to.js';
import { formatImageRef, parseImageRef } from '@jujube/registry/image-ref.js';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import type { Settings } from '@jujube/settings/settings.js';
import { SETTINGS } from '../settings.provider.js';

export interface PromotionRequest {
  readonly pipelineId: string;
  readonly source: AppRow;
  readonly releaseKey: string | null;
  readonly targets: readonly AppRow[];
  readonly userId: string;
}

const TAG_DIGITS = 12;

/**
 * Carries promotions out. The image goes into the repository of each target, so that what is kept and what is pruned stays
 * a matter of each app alone.
 */
@Injectable()
export class Promotions {
  constructor(
    private readonly commands: CommandBus,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Answers its id; a target that gets no release says so itself. */
  async carryOut(request: PromotionRequest): Promise<string> {
    const { pipelineId, source, releaseKey, targets, userId } = request;
    const wish = { pipelineId, source, releaseKey, userId, targetIds: targets.map(({ id }) => id) };
    const promotion = await this.commands.execute<BeginPromotion, BegunPromotion>(new BeginPromotion(wish));
    for (const target of promotion.targets) {
      const app = targets.find(({ id }) => id === target.appId)!;
      await this.bring(promotion, { ...target, appName: app.name }, request).catch((error: Error) =>
        this.commands.execute(new FailTarget({ targetId: target.id, reason: error.message })),
      );
    }
    return promotion.id;
  }

  private async bring(
    { release }: BegunPromotion,
    { id: targetId, appId, appName }: { id: string; appId: string; appName: string },
    { source, userId }: PromotionRequest,
  ): Promise<void> {
    const image = await this.copied(release.image, appName);
    const typeImages = await this.allCopied(release.typeImages, appName);
    const { processTypes, version } = release;
    const from = `${source.name} v${version}`;
    await this.commands.execute(new PromoteTo({ targetId, appId, userId, image, typeImages, processTypes, from }));
  }

  private async allCopied(images: Readonly<Record<string, string>>, appName: string): Promise<Record<string, string>> {
    const copied: Record<string, string> = {};
    for (const [processType, image] of Object.entries(images)) copied[processType] = await this.copied(image, appName);
    return copied;
  }

  /** The image's name in the repository of an app; one of another registry stays where it is. */
  private async copied(image: string, appName: string): Promise<string> {
    const { registry: settings } = this.settings;
    const { registry, repository, digest } = parseImageRef(image);
    if (!settings || registry !== settings.host || digest === undefined) return image;
    const tag = `promoted-${digest.slice('sha256:'.length, 'sha256:'.length + TAG_DIGITS)}`;
    await new RegistryClient(settings).copy(digest, { from: repository, to: appName, tag });
    return formatImageRef({ registry, repository: appName, digest });
  }
}
