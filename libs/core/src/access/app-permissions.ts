import type { PermissionName } from './permission-name.js';

/** What a collaborator may be given on one app, in Heroku's words. */
export const APP_PERMISSIONS = ['view', 'deploy', 'operate', 'manage'] as const;

export type AppPermission = (typeof APP_PERMISSIONS)[number];

/** As at Heroku: all but giving the app away, renaming and destroying it. */
export const USUAL_PERMISSIONS: readonly AppPermission[] = ['view', 'deploy', 'operate'];

/** What each of them lets somebody do on the app. */
// whoever deploys, or runs a command, decides what runs with the config vars, so they may as well read them
export const OPENS: Readonly<Record<AppPermission, readonly PermissionName[]>> = {
  view: ['app.read', 'release.read', 'dyno.read', 'build.read', 'log.read'],
  deploy: ['config.read', 'config.write', 'release.write', 'release.rollback', 'build.write', 'dyno.run'],
  operate: ['dyno.write', 'domain.write', 'app.write'],
  manage: ['app.manage'],
};

/** What must be given on an app to do this there; null: only its owner and administrators may. */
export function appPermissionFor(needed: PermissionName): AppPermission | null {
  return APP_PERMISSIONS.find((permission) => OPENS[permission].includes(needed)) ?? null;
}

/** What these words open together. */
export function openedBy(words: readonly AppPermission[]): PermissionName[] {
  return words.flatMap((word) => OPENS[word]);
}

/** @param given null: everything, as for the owner and for administrators */
export function isPermitted(given: readonly PermissionName[] | null, needed: PermissionName): boolean {
  return given === null || given.includes(needed);
}

/** In order and without doubles; nobody can do anything with an app that they cannot see. */
export function wholePermissions(wanted: readonly AppPermission[]): AppPermission[] {
  return APP_PERMISSIONS.filter((permission) => permission === 'view' || wanted.includes(permission));
}
