import type { Caller } from '@jujube/core/access/caller.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';

const ADMIN_ONLY: readonly PermissionName[] = ['host.write', 'fleet.read', 'audit.verify', 'user.read', 'user.write'];

/**
 * Everybody works on apps of their own and on those that they were let into (AppScopeGuard and the queries see to that); hosts and
 * accounts belong to the administrators, and so does what tells of all apps.
 */
export function isAllowed(caller: Caller, permission: PermissionName): boolean {
  if (caller.registryAppId !== null) return permission === 'registry.token';
  return caller.isAdmin || !ADMIN_ONLY.includes(permission);
}
