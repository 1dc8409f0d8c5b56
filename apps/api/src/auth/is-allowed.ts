import type { Caller } from '@jujube/core/access/caller.js';
import { isWithin } from '@jujube/core/access/token-limits.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';

const ADMIN_ONLY: readonly PermissionName[] = [
  ...(['host.write', 'fleet.read', 'audit.verify', 'user.read', 'user.write'] as const),
  ...(['environment.write', 'role.write'] as const),
];

/**
 * Everybody works on apps of their own and on those that they were let into (AppScopeGuard and the queries see to that); hosts and
 * accounts belong to the administrators, and so does what tells of all apps.
 */
/** @param isBelowApp whether the path names an app */
export function isAllowed(caller: Caller, permission: PermissionName, isBelowApp: boolean): boolean {
  if (caller.registryAppId !== null) return permission === 'registry.token';
  if (caller.limits !== null && !isWithin(caller.limits, permission, isBelowApp)) return false;
  return caller.isAdmin || !ADMIN_ONLY.includes(permission) || caller.granted.includes(permission);
}
