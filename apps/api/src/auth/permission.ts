import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { PermissionName } from '@jujube/core/access/permission-name.js';

export interface RouteAccess {
  readonly permission: PermissionName | null;
  /** also takes Basic `user:password`, for those who have no token yet */
  readonly acceptsPassword: boolean;
  /** needed in its place for some bodies, which are not checked yet */
  readonly instead?: PermissionForBodies;
}

export interface PermissionForBodies {
  readonly permission: PermissionName;
  readonly when: (body: unknown) => boolean;
}

export const ROUTE_ACCESS = 'jujube:access';

/** What a caller must be allowed to do to use the route; the OpenAPI document says it too, as `x-permission`. */
export function Permission(
  permission: PermissionName,
  { acceptsPassword = false, instead }: Partial<Omit<RouteAccess, 'permission'>> = {},
) {
  const access: RouteAccess = { permission, acceptsPassword, instead };
  return applyDecorators(SetMetadata(ROUTE_ACCESS, access), ApiExtension('x-permission', permission));
}

/** Open to everybody: says nothing about anybody, or checks a capability in its URL. */
export function Public() {
  const access: RouteAccess = { permission: null, acceptsPassword: false };
  return SetMetadata(ROUTE_ACCESS, access);
}
