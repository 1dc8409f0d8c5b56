import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import type { Caller } from '@jujube/core/access/caller.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import { leafFor } from '@jujube/core/access/permission-tree.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { RateLimits } from '../limits/rate-limits.js';
import { Authentication, TWO_FACTOR_HEADER } from './authentication.js';
import type { RequestWithCaller } from './caller.js';
import { isAllowed } from './is-allowed.js';
import { ROUTE_ACCESS, type RouteAccess } from './permission.js';

/** Lets nobody in whom the route's mark does not name. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: Authentication,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) return false;
    const request = context.switchToHttp().getRequest<RequestWithCaller>();
    const permission = access.instead?.when(request.body) ? access.instead.permission : access.permission;
    request.permission = permission;
    if (permission === null) return true;
    const code = request.headers[TWO_FACTOR_HEADER]?.toString();
    const credentials = { authorization: request.headers.authorization, ip: request.ip, code };
    const caller = await this.authentication.callerOf(credentials, access.acceptsPassword);
    if (!caller) {
      this.limits.countStranger(request.ip);
      throw new UserError('unauthorized', 'Invalid credentials provided. Log in again with: jujube login');
    }
    this.limits.count(caller, context.switchToHttp().getResponse<FastifyReply>());
    request.caller = caller;
    const isBelowApp = (request.params as { app?: string }).app !== undefined;
    if (!isAllowed(caller, permission, isBelowApp)) throw refusal(caller, permission);
    return true;
  }
}

function refusal({ limits }: Caller, permission: PermissionName): UserError {
  if (limits === null) return new UserError('forbidden', `You may not do this: it needs the permission ${permission}.`);
  if (limits.permissions.includes(permission)) return new UserError('forbidden', 'This token is for one app only.');
  const leaf = leafFor(permission);
  const cure =
    leaf === null ? 'No limited token can: log in.' : `Make one with: jujube tokens:create --permission ${leaf}`;
  return new UserError('forbidden', `This token may not do that. ${cure}`);
}
