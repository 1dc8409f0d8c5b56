import { UserError } from '../errors/user-error.js';
import { APP_PERMISSIONS, OPENS } from './app-permissions.js';
import type { PermissionName } from './permission-name.js';

/**
 * What a token can be limited to. There is none for accounts, tokens and
 * who is in a team: with these it could make itself a wider one.
 * A name stands for itself and for all that begin with it and a dot: `app` for every `app.…`.
 */
export const PERMISSION_TREE: Readonly<Record<string, readonly PermissionName[]>> = {
  ...Object.fromEntries(APP_PERMISSIONS.map((permission) => [`app.${permission}`, OPENS[permission]])),
  'app.rollback': ['release.rollback'],
  'app.build': ['build.write'],
  'app.config': ['config.read', 'config.write'],
  'app.run': ['dyno.run'],
  'app.create': ['app.create'],
  'audit.view': ['audit.read', 'audit.verify'],
  'environment.view': ['environment.read'],
  'environment.manage': ['environment.write'],
  'fleet.view': ['fleet.read'],
  'host.view': ['host.read'],
  'host.manage': ['host.write'],
  'pipeline.view': ['pipeline.read'],
  'pipeline.manage': ['pipeline.write'],
  'pipeline.promote': ['pipeline.promote'],
  'role.view': ['role.read'],
  'task.view': ['task.read'],
  'task.run': ['task.write'],
  'team.view': ['team.read'],
  'token.view': ['token.read'],
  'user.view': ['user.read'],
};

const NAMES = Object.keys(PERMISSION_TREE);

/**
 * The leaves below the given names, in order and without doubles. Whoever may change something may look at it too.
 * @throws UserError invalid_params for a name that is not in the tree
 */
export function leavesOf(names: readonly string[]): string[] {
  const unknown = names.find((name) => !NAMES.some((leaf) => isBelow(leaf, name)));
  if (unknown !== undefined) {
    const message = `There is no permission ${unknown.slice(0, 60)}: ${NAMES.join(', ')}, or the part before a dot.`;
    throw new UserError('invalid_params', message);
  }
  const roots = new Set(names.map((name) => name.split('.')[0]));
  return NAMES.filter((leaf) => {
    const [root, last] = leaf.split('.');
    return names.some((name) => isBelow(leaf, name)) || (last === 'view' && roots.has(root));
  });
}

/** @param leaves as leavesOf() gives them; others, e.g. of a newer version, open nothing */
export function permissionsOf(leaves: readonly string[]): PermissionName[] {
  return leaves.flatMap((leaf) => (Object.hasOwn(PERMISSION_TREE, leaf) ? PERMISSION_TREE[leaf]! : []));
}

/** The leaf that a limited token needs for this; null: none can have it. */
export function leafFor(needed: PermissionName): string | null {
  return NAMES.find((leaf) => PERMISSION_TREE[leaf]!.includes(needed)) ?? null;
}

function isBelow(leaf: string, name: string): boolean {
  return leaf === name || leaf.startsWith(`${name}.`);
}
