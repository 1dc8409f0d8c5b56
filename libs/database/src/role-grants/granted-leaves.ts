/** Whether the app `a` belongs to the user: apps of a team belong to nobody alone. */
export function isOwnApp(user: string): string {
  return `(a.owner_id = ${user} and a.team_id is null)`;
}

/** Leaves of the tree of permissions that the user `u` of a statement has everywhere, by roles. */
export const GRANTED_LEAVES = `array(select distinct unnest(r.permissions) from held_roles g join roles r on r.name = g.role
  where g.user_id = u.id and g.environment_id is null and g.app_id is null)`;

/** Those that the user has on the app `a`: there, in its environment, or everywhere. */
export function leavesOnApp(user: string): string {
  return `array(select distinct unnest(r.permissions) from held_roles g join roles r on r.name = g.role
    where g.user_id = ${user} and ${reachesApp('g')})`;
}

/** Whether a role lets the user see the app `a`. Looked up once for all rows of a list, not for each. */
export function isGrantedApp(user: string): string {
  const seeing = (what: string) => `select ${what} from held_roles g join roles r on r.name = g.role
    where g.user_id = ${user} and 'app.view' = any(r.permissions)`;
  return `(a.id in (${seeing('g.app_id')} and g.app_id is not null)
    or a.environment_id in (${seeing('g.environment_id')} and g.environment_id is not null)
    or exists (${seeing('1')} and g.app_id is null and g.environment_id is null))`;
}

function reachesApp(grant: string): string {
  return `(${grant}.app_id = a.id or ${grant}.environment_id = a.environment_id
    or (${grant}.app_id is null and ${grant}.environment_id is null))`;
}
