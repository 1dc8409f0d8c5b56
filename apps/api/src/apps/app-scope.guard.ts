import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { appPermissionFor, isPermitted } from '@jujube/core/access/app-permissions.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { cutToLimits } from '@jujube/core/access/token-limits.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import { AppQueries, type AppInReach } from '@jujube/usecases/apps/app.queries.js';
import type { RequestWithCaller } from '../auth/caller.js';

type RequestWithApp = RequestWithCaller & { app?: AppInReach };

/** The app that the path names. */
export const CurrentApp = createParamDecorator((_: unknown, context: ExecutionContext): AppInReach => {
  const { app } = context.switchToHttp().getRequest<RequestWithApp>();
  if (!app) throw new Error('the route has no :app');
  return app;
});

/**
 * Looks up `:app` of every route once, as the caller may see it. Another's app is not found, just like one that does not
 * exist, and what a collaborator was not given on it is refused; no route can forget to check.
 */
@Injectable()
export class AppScopeGuard implements CanActivate {
  constructor(private readonly apps: AppQueries) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestWithApp>();
    const { app: key } = request.params as { app?: string };
    if (key === undefined) return true;
    const found = request.caller ? await this.find(request.caller, key) : null;
    if (!found) throw new UserError('not_found', `Couldn't find that app (${key.slice(0, 60)}).`, { resource: 'app' });
    refuseUnlessPermitted(found, request.permission ?? null);
    request.app = found;
    return true;
  }

  private async find(caller: Caller, key: string): Promise<AppInReach | null> {
    const app = await this.apps.findInReach(caller, key);
    return app && { ...app, permissions: cutToLimits(app.permissions, caller.limits) };
  }
}

/** @throws UserError forbidden when the caller was not given this on the app */
export function refuseUnlessPermitted({ name, permissions }: AppInReach, needed: PermissionName | null): void {
  if (needed === null || isPermitted(permissions, needed)) return;
  const missing = appPermissionFor(needed);
  const cure = missing === null ? 'Only its owner may.' : `Who can give it to you: jujube access -a ${name}`;
  const message = `You may not do this on ${name}: it needs the permission ${missing ?? needed}. ${cure}`;
  throw new UserError('forbidden', message);
}
