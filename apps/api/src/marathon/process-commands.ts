import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { parseAppName } from '@jujube/core/app/app-name.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DEFAULT_DEADLINE_SECONDS } from '@jujube/core/release/deadline.js';
import type { Settings } from '@jujube/settings/settings.js';
import { AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { ApplyProcess, type ProcessInput } from '@jujube/usecases/formation/apply-process.js';
import { PushedImages } from '../registry/pushed-images.js';
import { SETTINGS } from '../settings.provider.js';
import type { AppDefinition } from './app-definition.js';
import { refuseBeyond } from './refuse-beyond.js';

type Mode = Pick<ProcessInput, 'mustBeNew' | 'force'>;

/** Turns a definition into the command that makes it true: which app, and what its image is now. */
@Injectable()
export class ProcessCommands {
  constructor(
    private readonly apps: AppQueries,
    private readonly images: PushedImages,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async apply(caller: Caller, definition: AppDefinition, mode: Mode): Promise<ApplyProcess> {
    const { id, command, env: configVars, imageTag, formation, rules } = definition;
    const app = await this.appFor(caller, id.appName, imageTag);
    const image = imageTag === undefined ? undefined : await this.imageOf(imageTag, { ...id, isNew: 'name' in app });
    const release = { processType: id.processType, command, image, configVars };
    return new ApplyProcess({ app, userId: caller.userId, release, formation, rules, ...mode });
  }

  private async appFor(caller: Caller, appName: string, imageTag: string | undefined): Promise<ProcessInput['app']> {
    const found = await this.apps.find(caller, appName);
    if (found) return { id: found.id };
    if (imageTag === undefined) {
      throw new UserError(
        'invalid_params',
        `There is no app ${appName} yet, and the definition names no container.docker.image.`,
      );
    }
    refuseBeyond(caller, 'app.create');
    const { baseDomain } = this.settings;
    const name = parseAppName(appName);
    return { name, ownerId: caller.userId, deadlineSeconds: DEFAULT_DEADLINE_SECONDS, baseDomain };
  }

  private async imageOf(tag: string, { appName, isNew }: { appName: string; isNew: boolean }) {
    try {
      return { tag, ...(await this.images.find(appName, tag)) };
    } catch (error) {
      if (!isNew || !(error instanceof UserError) || error.id !== 'not_found') throw error;
      const how = `Only the owner of an app pushes its images: jujube apps:create ${appName} first.`;
      throw new UserError('not_found', `${error.message}. ${how}`, error.details);
    }
  }
}
