import type { PermissionName } from './permission-name.js';

/** What a token may do at most, whoever holds it; its owner's own rights count besides, as they are at that time. */
export interface TokenLimits {
  /** set: of all apps only this one */
  readonly appId: string | null;
  readonly permissions: readonly PermissionName[];
}

/** Told to every token; the token service and the command language look at the limits themselves. */
const ALWAYS: readonly PermissionName[] = ['account.read', 'registry.token', 'command.run'];

/** @param isBelowApp whether the request is about one app, which whoever finds it holds against `appId` */
export function isWithin(limits: TokenLimits, needed: PermissionName, isBelowApp: boolean): boolean {
  if (ALWAYS.includes(needed)) return true;
  return limits.permissions.includes(needed) && (isBelowApp || limits.appId === null);
}

/** What is left of somebody's permissions on an app when they come with a limited token. */
export function cutToLimits(
  given: readonly PermissionName[] | null,
  limits: TokenLimits | null,
): readonly PermissionName[] | null {
  if (limits === null) return given;
  return given === null ? limits.permissions : given.filter((one) => limits.permissions.includes(one));
}
