import { SetMetadata } from '@nestjs/common';

/** Everything that a caller may or may not do. */
export type PermissionName =
  | 'account.read'
  | 'token.read'
  | 'token.write'
  | 'app.read'
  | 'app.write'
  | 'config.read'
  | 'config.write'
  | 'release.read'
  | 'release.write'
  | 'dyno.read'
  | 'dyno.write'
  | 'build.read'
  | 'build.write'
  | 'domain.write'
  | 'log.read'
  | 'audit.read'
  | 'audit.verify'
  | 'host.read'
  | 'host.write'
  | 'fleet.read'
  | 'registry.token'
  | 'command.run';

export interface RouteAccess {
  readonly permission: PermissionName | null;
  /** also takes Basic `user:password`, for those who have no token yet */
  readonly acceptsPassword: boolean;
}

export const ROUTE_ACCESS = 'jujube:access';

/** What a caller must be allowed to do to use the route. */
export function Permission(permission: PermissionName, options: { acceptsPassword?: boolean } = {}) {
  const access: RouteAccess = { permission, acceptsPassword: options.acceptsPassword ?? false };
  return SetMetadata(ROUTE_ACCESS, access);
}

/** Open to everybody: says nothing about anybody, or checks a capability in its URL. */
export function Public() {
  const access: RouteAccess = { permission: null, acceptsPassword: false };
  return SetMetadata(ROUTE_ACCESS, access);
}
