import type { Caller } from '@jujube/core/access/caller.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import { cutToLimits } from '@jujube/core/access/token-limits.js';
import type { AppInReach, AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { refuseUnlessPermitted } from './app-scope.guard.js';

/**
 * An app that no path names, for whoever may do what is needed on it; null: there is none for them.
 * @throws UserError forbidden when they may see it but not do this
 */
export async function appPermitted(
  apps: AppQueries,
  { caller, key, needed }: { caller: Caller; key: string; needed: PermissionName },
): Promise<AppInReach | null> {
  const found = await apps.findInReach(caller, key);
  if (!found) return null;
  const app = { ...found, permissions: cutToLimits(found.permissions, caller.limits) };
  refuseUnlessPermitted(app, needed);
  return app;
}
