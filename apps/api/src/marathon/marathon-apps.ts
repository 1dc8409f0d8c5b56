import { Injectable } from '@nestjs/common';
import type { MarathonApp, MarathonDeploymentBegun } from '@jujube/contract/marathon.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Service } from '@jujube/usecases/placement/service.js';
import { ServiceQueries } from '@jujube/usecases/placement/service.queries.js';
import { formatAppId, type AppId } from './app-id.js';
import { changeId, changesOf, versionOf } from './changes.js';
import { presentMarathonApp } from './present-marathon-app.js';

/** The process types that a caller may see, as Marathon apps. */
@Injectable()
export class MarathonApps {
  constructor(private readonly services: ServiceQueries) {}

  /** @param appName only those of one app */
  all(caller: Caller, appName?: string): Promise<Service[]> {
    return this.services.list(caller, { appName });
  }

  /** Those of the app that the id belongs to, and the one that it names. @throws UserError not_found, also when it is another's */
  async one(caller: Caller, id: AppId): Promise<{ service: Service; siblings: Service[] }> {
    const siblings = await this.all(caller, id.appName);
    const service = siblings.find(({ processType }) => processType === id.processType);
    if (!service) throw new UserError('not_found', `App '${formatAppId(id)}' does not exist`);
    return { service, siblings };
  }

  present(services: readonly Service[], { withTasks }: { withTasks: boolean }): MarathonApp[] {
    const changes = changesOf(services, Date.now());
    return services.map((service) => {
      return presentMarathonApp(service, { config: this.services.configOf(service), changes, withTasks });
    });
  }

  /** What to tell after a change. @param deploymentId the one that the change made, if any */
  async begun(caller: Caller, id: AppId, deploymentId: string | null = null): Promise<MarathonDeploymentBegun> {
    const { service } = await this.one(caller, id);
    return { version: versionOf(service), deploymentId: deploymentId ?? service.deploymentId ?? changeId(service) };
  }
}

/** @throws UserError conflict with the deployment that is under way */
export function refuseLocked({ deploymentId }: Service): void {
  if (deploymentId !== null)
    throw new UserError('conflict', 'The app is being deployed.', { deployment: deploymentId });
}
