import { Injectable } from '@nestjs/common';
import { isPermitted } from '@jujube/core/access/app-permissions.js';
import { cutToLimits } from '@jujube/core/access/token-limits.js';
import type { Caller } from '@jujube/core/access/caller.js';
import type { RegistryAccess as Scope } from '@jujube/registry/registry-token.js';
import { AppQueries, type AppRow } from '@jujube/usecases/apps/app.queries.js';

/** Images that the platform brings along: everybody builds on them, administrators push them. */
const PLATFORM = 'jujube/';

/** Cuts what a Docker client asks for down to what the caller may do. Each app has one repository, named like it. */
@Injectable()
export class RegistryAccess {
  constructor(private readonly apps: AppQueries) {}

  async grant(caller: Caller, wanted: readonly Scope[]): Promise<Scope[]> {
    const granted = await Promise.all(wanted.map((scope) => this.cut(caller, scope)));
    return granted.filter(({ actions }) => actions.length > 0);
  }

  private async cut(caller: Caller, scope: Scope): Promise<Scope> {
    const allowed = scope.type === 'repository' ? await this.allowed(caller, scope.name) : [];
    return { ...scope, actions: scope.actions.filter((action) => allowed.includes(action)) };
  }

  private async allowed(caller: Caller, repository: string): Promise<readonly string[]> {
    if (repository.startsWith(PLATFORM))
      return caller.isAdmin && caller.registryAppId === null && caller.limits === null ? ['pull', 'push'] : ['pull'];
    const app = await this.apps.findInReach(caller, repository);
    if (!app || !isOpenTo(caller, app) || app.name !== repository) return [];
    const permissions = cutToLimits(app.permissions, caller.limits);
    if (isPermitted(permissions, 'release.write')) return ['pull', 'push'];
    return isPermitted(permissions, 'release.read') ? ['pull'] : [];
  }
}

function isOpenTo({ registryAppId }: Caller, app: AppRow): boolean {
  return registryAppId === null || registryAppId === app.id;
}
