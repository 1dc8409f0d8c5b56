import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { MarathonDeploymentBegun } from '@jujube/contract/marathon.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DestroyApp } from '@jujube/usecases/apps/destroy-app.js';
import { RestartDynos } from '@jujube/usecases/dynos/restart-dynos.js';
import { RemoveProcess } from '@jujube/usecases/formation/remove-process.js';
import { asNew, type AppDefinition } from './app-definition.js';
import { formatAppId, type AppId } from './app-id.js';
import { changeId, versionOf } from './changes.js';
import { MarathonApps, refuseLocked } from './marathon-apps.js';
import { ProcessCommands } from './process-commands.js';

/** What Marathon's verbs mean in commands of ours. Each answers the deployment that it began. */
@Injectable()
export class MarathonChanges {
  constructor(
    private readonly commands: CommandBus,
    private readonly apps: MarathonApps,
    private readonly processes: ProcessCommands,
  ) {}

  async create(caller: Caller, definition: AppDefinition, force: boolean): Promise<MarathonDeploymentBegun> {
    if (await this.find(caller, definition.id)) {
      throw new UserError('conflict', `An app with id [${formatAppId(definition.id)}] already exists.`);
    }
    return this.apply(caller, asNew(definition), { mustBeNew: true, force });
  }

  async update(
    caller: Caller,
    definition: AppDefinition,
    force: boolean,
  ): Promise<MarathonDeploymentBegun & { isNew: boolean }> {
    const isNew = !(await this.find(caller, definition.id));
    const begun = await this.apply(caller, isNew ? asNew(definition) : definition, { mustBeNew: false, force });
    return { ...begun, isNew };
  }

  /** The last process type of an app takes the app with it: then there is no row left that would tell of a deployment. */
  async remove(caller: Caller, id: AppId, force: boolean): Promise<MarathonDeploymentBegun> {
    const { service, siblings } = await this.apps.one(caller, id);
    const { appId, processType } = service;
    if (!force) refuseLocked(service);
    if (siblings.length === 1) {
      await this.commands.execute(new DestroyApp({ appId }));
      return { version: versionOf(service), deploymentId: changeId(service) };
    }
    const { userId } = caller;
    const deploymentId = await this.commands.execute(new RemoveProcess({ appId, userId, processType, force }));
    return { version: new Date().toISOString(), deploymentId };
  }

  async restart(caller: Caller, id: AppId, force: boolean): Promise<MarathonDeploymentBegun> {
    const { service } = await this.apps.one(caller, id);
    if (!force) refuseLocked(service);
    const { appId, processType } = service;
    await this.commands.execute(new RestartDynos({ appId, selection: { kind: 'type', processType } }));
    return this.apps.begun(caller, id);
  }

  private async apply(caller: Caller, definition: AppDefinition, mode: { mustBeNew: boolean; force: boolean }) {
    const deploymentId = await this.commands.execute(await this.processes.apply(caller, definition, mode));
    return this.apps.begun(caller, definition.id, deploymentId);
  }

  private async find(caller: Caller, { appName, processType }: AppId): Promise<boolean> {
    return (await this.apps.all(caller, appName)).some((service) => service.processType === processType);
  }
}
