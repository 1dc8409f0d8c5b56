import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { UserError } from '@jujube/core/errors/user-error.js';
import { AppQueries, type AppRow } from '@jujube/usecases/apps/app.queries.js';
import type { RequestWithCaller } from '../auth/caller.js';

type RequestWithApp = RequestWithCaller & { app?: AppRow };

/** The app that the path names. */
export const CurrentApp = createParamDecorator((_: unknown, context: ExecutionContext): AppRow => {
  const { app } = context.switchToHttp().getRequest<RequestWithApp>();
  if (!app) throw new Error('the route has no :app');
  return app;
});

/**
 * Looks up `:app` of every route once, as the caller may see it. Another's app is not found, just like one that does not
 * exist; no route can forget to check.
 */
@Injectable()
export class AppScopeGuard implements CanActivate {
  constructor(private readonly apps: AppQueries) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestWithApp>();
    const { app: key } = request.params as { app?: string };
    if (key === undefined) return true;
    const found = request.caller ? await this.apps.find(request.caller, key) : null;
    if (!found) throw new UserError('not_found', `Couldn't find that app (${key.slice(0, 60)}).`, { resource: 'app' });
    request.app = found;
    return true;
  }
}
