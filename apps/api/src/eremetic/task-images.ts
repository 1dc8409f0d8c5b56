import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Settings } from '@jujube/settings/settings.js';
import { AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { SETTINGS } from '../settings.provider.js';

/** Which images of our own registry a task may have: those of apps that its owner sees, and those that belong to no app. */
@Injectable()
export class TaskImages {
  constructor(
    private readonly apps: AppQueries,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws UserError not_found */
  async refuseForeign(caller: Caller, image: string): Promise<void> {
    const prefix = `${this.settings.registry?.host}/`;
    if (this.settings.registry === null || !image.startsWith(prefix) || caller.isAdmin) return;
    const [appName = ''] = image.slice(prefix.length).split(/[:@]/);
    if (appName.startsWith('jujube/') || (await this.apps.find(caller, appName))) return;
    throw new UserError('not_found', `Couldn't find the image ${image.slice(0, 200)}.`, { resource: 'image' });
  }
}
