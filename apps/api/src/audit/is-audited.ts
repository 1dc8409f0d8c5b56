import type { PermissionName } from '@jujube/core/access/permission-name.js';

/** Reads that show secrets. */
const TOLD: readonly PermissionName[] = ['config.read'];
/** They change nothing that lasts, or are asked all the time by machines. */
const UNTOLD: readonly PermissionName[] = ['log.read', 'registry.token'];

/** Whether it is written down that somebody did this: whatever may change something, and what shows secrets. */
export function isAudited(method: string, permission: PermissionName | null): boolean {
  if (permission === null || UNTOLD.includes(permission)) return false;
  return TOLD.includes(permission) || (method !== 'GET' && method !== 'HEAD');
}
