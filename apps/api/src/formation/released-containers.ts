import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { ContainerWish } from '@jujube/core/release/container-release.js';
import type { AppInReach } from '@jujube/usecases/apps/app.queries.js';
import { ReleaseContainers } from '@jujube/usecases/releases/release-containers.js';
import { refuseUnlessPermitted } from '../apps/app-scope.guard.js';
import { PushedContainers, type PushedContainer } from '../registry/pushed-containers.js';
import type { UpdateOfTypeDto } from './formation.dto.js';

/** Changes of the formation that are releases: how Heroku's clients say `container:release` and `container:rm`. */
@Injectable()
export class ReleasedContainers {
  constructor(
    private readonly commands: CommandBus,
    private readonly images: PushedContainers,
  ) {}

  /** @returns whether the updates were of this kind, and so are done */
  async release(app: AppInReach, userId: string, updates: readonly UpdateOfTypeDto[]): Promise<boolean> {
    if (updates.every(({ docker_image: image }) => image === undefined)) return false;
    refuseUnlessPermitted(app, 'release.write');
    const wanted: { type: string; pushed: PushedContainer | null }[] = [];
    // all of them before the first is copied
    for (const { type, image } of updates.map(imageOnly))
      wanted.push({ type, pushed: image === null ? null : await this.images.find(app.name, type, image) });
    const wishes: ContainerWish[] = [];
    for (const { type, pushed } of wanted)
      wishes.push({ processType: type, found: pushed && (await this.images.take(app.name, type, pushed)) });
    await this.commands.execute(new ReleaseContainers({ appId: app.id, userId, wishes }));
    return true;
  }
}

/** Quantities are changed at once and images by a release: both together could not be all or nothing. */
function imageOnly({ type, docker_image: image, ...others }: UpdateOfTypeDto): { type: string; image: string | null } {
  const isAlone = image !== undefined && Object.values(others).every((value) => value === undefined);
  if (isAlone) return { type, image };
  const message = 'docker_image makes a release: send quantities, sizes and rules in a request of their own.';
  throw new UserError('invalid_params', message);
}
