import type { Caller } from '@jujube/core/access/caller.js';
import type { PermissionName } from './permission.js';

const ADMIN_ONLY: readonly PermissionName[] = ['host.write', 'fleet.read', 'audit.verify'];

/** Everybody works on apps of their own (the queries see to that); hosts belong to the administrators, and so does what tells of all apps. */
export function isAllowed(caller: Caller, permission: PermissionName): boolean {
  if (caller.registryAppId !== null) return permission === 'registry.token';
  return caller.isAdmin || !ADMIN_ONLY.includes(permission);
}
