import { Injectable } from '@nestjs/common';
import { isPermitted } from '@jujube/core/access/app-permissions.js';
import { cutToLimits } from '@jujube/core/access/token-limits.js';
import { isProcessType } from '@jujube/core/formation/process-type.js';
import type { Caller } from '@jujube/core/access/caller.js';
import type { RegistryAccess as Scope } from '@jujube/registry/registry-token.js';
import { AppQueries, type AppRow } from '@jujube/usecases/apps/app.queries.js';

/** Images that the platform brings along: everybody builds on them, administrators push them. */
const PLATFORM = 'jujube/';

/**
 * Cuts what a Docker client asks for down to what the caller may do. Each app has the repository that is named like it, and
 * those below it that are named like process types: what is pushed there can be released for one process type alone.
 */
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
    const [name = '', processType, ...more] = repository.split('/');
    if (more.length > 0 || (processType !== undefined && !isProcessType(processType))) return [];
    const app = await this.apps.findInReach(caller, name);
    if (!app || !isOpenTo(caller, app) || app.name !== name) return [];
    const permissions = cutToLimits(app.permissions, caller.limits);
    if (isPermitted(permissions, 'release.write')) return ['pull', 'push'];
    return isPermitted(permissions, 'release.read') ? ['pull'] : [];
  }
}

function isOpenTo({ registryAppId }: Caller, app: AppRow): boolean {
  return registryAppId === null || registryAppId === app.id;
}
