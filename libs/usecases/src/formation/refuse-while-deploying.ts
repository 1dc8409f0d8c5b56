import { UserError } from '@jujube/core/errors/user-error.js';
import type { EntityManager } from '@jujube/database/connection.js';
import { pendingDeployment } from '@jujube/database/deployments/new-deployment.js';

/** The app must be locked. @throws UserError conflict, with the id of the deployment that is under way */
export async function refuseWhileDeploying(manager: EntityManager, appId: string): Promise<void> {
  const pending = await pendingDeployment(manager, appId);
  if (!pending) return;
  const { id, version } = pending;
  throw new UserError(
    'conflict',
    `v${version} is being deployed (deployment ${id}). Wait until it ends, or supersede it.`,
    {
      deployment: id,
      version,
    },
  );
}
