import { Controller, Delete, Get, Param, Query, Res, UseFilters } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { MarathonDeployment, MarathonDeploymentBegun } from '@jujube/contract/marathon.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { CancelDeployment } from '@jujube/usecases/deployments/cancel-deployment.js';
import type { Service } from '@jujube/usecases/placement/service.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { changeId, changesOf, versionOf } from './changes.js';
import { MarathonApps } from './marathon-apps.js';
import { MarathonErrorFilter } from './marathon-error.filter.js';
import { presentMarathonDeployment } from './present-marathon-deployment.js';
import { isForced, refuseQuery } from './read-query.js';

@ApiTags('marathon')
@Controller('v2/deployments')
@UseFilters(MarathonErrorFilter)
export class MarathonDeploymentController {
  constructor(
    private readonly commands: CommandBus,
    private readonly apps: MarathonApps,
  ) {}

  @Get()
  @Permission('release.read')
  @ApiOperation({ summary: 'Marathon: what is under way; what has ended is no longer listed' })
  async list(@CurrentCaller() caller: Caller, @Query() query: unknown): Promise<MarathonDeployment[]> {
    refuseQuery(query);
    return changesOf(await this.apps.all(caller), Date.now()).map(presentMarathonDeployment);
  }

  @Delete(':deployment')
  @Permission('release.write')
  @ApiOperation({ summary: 'Marathon: cancel a deployment; the release before it comes back' })
  async cancel(
    @CurrentCaller() caller: Caller,
    @Param('deployment') id: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MarathonDeploymentBegun> {
    if (isForced(query))
      throw refusal('force would leave two releases side by side, which is not supported: cancel without it.');
    const service = await this.cancellable(caller, id);
    await this.commands.execute(new CancelDeployment({ appId: service.appId, deploymentId: id, by: caller.email }));
    // nothing comes back when it was the first
    const [back = service] = await this.apps.all(caller, service.appName);
    const begun = { version: versionOf(back), deploymentId: changeId(back) };
    void reply.header('Marathon-Deployment-Id', begun.deploymentId);
    return begun;
  }

  /** A process type of the app that the deployment belongs to. */
  private async cancellable(caller: Caller, id: string): Promise<Service> {
    const services = await this.apps.all(caller);
    const change = changesOf(services, Date.now()).find((one) => one.id === id);
    if (!change) throw new UserError('not_found', `DeploymentPlan ${id.slice(0, 60)} does not exist`);
    if (!change.isRelease)
      throw refusal('Only a release can be cancelled. To undo this change, PUT what was there before.');
    return services.find(({ appName }) => appName === change.appName)!;
  }
}

function refusal(message: string): UserError {
  return new UserError('invalid_params', message);
}
