import type { Caller } from '@jujube/core/access/caller.js';
import type { PermissionName } from './permission.js';

const ADMIN_ONLY: readonly PermissionName[] = ['host.write'];

/** Everybody works on apps of their own (the queries see to that); hosts belong to the administrators. */
export function isAllowed(caller: Caller, permission: PermissionName): boolean {
  if (caller.registryAppId !== null) return permission === 'registry.token';
  return caller.isAdmin || !ADMIN_ONLY.includes(permission);
}
