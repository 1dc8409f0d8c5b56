import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { RoleQueries } from '@jujube/usecases/roles/role.queries.js';
import { KnownEnvironments } from './known-environments.js';

/** Where somebody may make apps: outside of environments everybody, in one whoever has a role there that says so. */
@Injectable()
export class PlacesForApps {
  constructor(
    private readonly environments: KnownEnvironments,
    private readonly roles: RoleQueries,
  ) {}

  /** The id of the environment. Throws `not_found`, and `forbidden` when the caller may make no apps there. */
  async openTo({ isAdmin, userId, granted }: Caller, idOrName: string): Promise<string> {
    const { id, name } = await this.environments.named(idOrName);
    if (isAdmin || granted.includes('app.create') || (await this.roles.mayCreateApps(userId, id))) return id;
    throw new UserError('forbidden', `You may not make apps in ${name}: it needs a role there such as deployer.`);
  }
}
