import type { Client } from '@jujube/contract/client/client.js';
import type { Deployment } from '@jujube/contract/deployment.js';
import { CommandFailure } from '../language/command-failure.js';

/** The deployment that was asked for: by its id or its release (`v7`), else the newest. */
export async function findDeploy(client: Client, app: string, asked: string | undefined): Promise<Deployment> {
  if (asked !== undefined && !/^v?\d+$/.test(asked)) return client.deployments.get(app, asked);
  const deployments = await client.deployments.list(app, asked === undefined ? 1 : undefined);
  const version = asked === undefined ? undefined : Number(asked.replace('v', ''));
  const found = deployments.find((deployment) => version === undefined || deployment.release.version === version);
  if (found) return found;
  throw new CommandFailure(
    `${app} has no deployment${asked === undefined ? '' : ` of ${asked}`}. See: deploys -a ${app}`,
  );
}
