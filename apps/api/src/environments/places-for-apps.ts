import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { Reader } from '@jujube/database/reader.js';
import { KnownEnvironments } from './known-environments.js';

/** Where somebody may make apps: outside of environments everybody, in one whoever has a role there that says so. */
@Injectable()
export class PlacesForApps {
  constructor(
    private readonly environments: KnownEnvironments,
    private readonly reader: Reader,
  ) {}

  /** The id of the environment. Throws `not_found`, and `forbidden` when the caller may make no apps there. */
  async openTo({ isAdmin, userId, granted }: Caller, idOrName: string): Promise<string> {
    const { id, name } = await this.environments.named(idOrName);
    if (isAdmin || granted.includes('app.create') || (await this.mayCreate(userId, id))) return id;
    throw new UserError('forbidden', `You may not make apps in ${name}: it needs a role there such as deployer.`);
  }

  private async mayCreate(userId: string, environmentId: string): Promise<boolean> {
    const found = await this.reader.first(
      `select 1 from role_grants g join roles r on r.name = g.role
       where g.user_id = $1 and g.environment_id = $2 and 'app.create' = any(r.permissions)`,
      [userId, environmentId],
    );
    return found !== null;
  }
}
