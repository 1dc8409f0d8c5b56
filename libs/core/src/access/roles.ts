import { UserError } from '../errors/user-error.js';
import { PERMISSION_TREE } from './permission-tree.js';

const APP = Object.keys(PERMISSION_TREE).filter((leaf) => leaf.startsWith('app.'));

/** Leaves of the tree of permissions by role. */
export const BUILT_IN_ROLES: Readonly<Record<string, readonly string[]>> = {
  owner: APP,
  admin: APP,
  deployer: ['app.view', 'app.deploy', 'app.create'],
  operator: ['app.view', 'app.operate'],
  viewer: ['app.view'],
};

const NAME = /^[a-z][a-z0-9-]{1,40}$/;

/** The name of an environment or of a role. Throws `invalid_params`. */
export function parseScopeName(name: string, what: string): string {
  if (NAME.test(name) && !name.endsWith('-')) return name;
  throw new UserError(
    'invalid_params',
    `"${name.slice(0, 60)}" is no name of ${what}: 2 to 41 letters a-z, digits and dashes, with a letter first and no dash last.`,
  );
}
