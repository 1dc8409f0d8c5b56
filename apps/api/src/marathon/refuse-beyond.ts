import type { Caller } from '@jujube/core/access/caller.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import { leafFor } from '@jujube/core/access/permission-tree.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { AppDefinition } from './app-definition.js';

/** One definition releases, scales and makes apps; the mark of its route names only the first. */
export function refuseBeyond({ limits }: Caller, needed: PermissionName): void {
  if (limits === null || limits.permissions.includes(needed)) return;
  const cure = `Make one with: jujube tokens:create --permission ${leafFor(needed)}`;
  throw new UserError('forbidden', `This token may not do all of that. ${cure}`);
}

/** Whoever may only deploy says neither how many there are nor how big, nor where. */
export function refuseScalingBeyond(caller: Caller, { formation = {}, rules = {} }: AppDefinition): void {
  if (Object.keys(formation).length + Object.keys(rules).length > 0) refuseBeyond(caller, 'dyno.write');
}
