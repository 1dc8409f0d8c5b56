import { Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Deployment } from '@jujube/contract/deployment.js';
import type { Caller } from '@jujube/core/access/caller.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { PageRequest } from '@jujube/database/page-request.js';
import { AppQueries, type AppRow } from '@jujube/usecases/apps/app.queries.js';
import { CancelDeployment } from '@jujube/usecases/deployments/cancel-deployment.js';
import {
  DeploymentQueries,
  type DeploymentField,
  type DeploymentRow,
} from '@jujube/usecases/deployments/deployment.queries.js';
import { appPermitted } from '../apps/app-permitted.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import type { RangeSpec } from '../paging/parse-range.js';
import { RequestedRange } from '../paging/requested-range.decorator.js';
import { sendPage } from '../paging/send-page.js';
import { deploymentAction } from './deployment-action.js';
import { presentProof } from './present-proof.js';
import { presentDeployment } from './present-deployment.js';

const RANGE: RangeSpec<DeploymentField> = {
  fields: { created_at: 'timestamptz', id: 'uuid' },
  defaultField: 'created_at',
  defaultOrder: 'desc',
};

interface DeploymentPath {
  app?: string;
  deployment: string;
}

@ApiTags('deployments')
@Controller()
export class DeploymentController {
  constructor(
    private readonly commands: CommandBus,
    private readonly deployments: DeploymentQueries,
    private readonly apps: AppQueries,
  ) {}

  @Get('apps/:app/deployments')
  @Permission('release.read')
  @ApiOperation({ summary: 'The journeys of releases to their dynos, newest first' })
  async list(
    @CurrentApp() app: AppRow,
    @RequestedRange(RANGE) page: PageRequest<DeploymentField>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Deployment[]> {
    return sendPage(reply, page, await this.deployments.list(app.id, page)).map(presentDeployment);
  }

  @Get(['deployments/:deployment', 'apps/:app/deployments/:deployment'])
  @Permission('release.read')
  @ApiOperation({ summary: 'One deployment: its state, and why it ended' })
  async info(@CurrentCaller() caller: Caller, @Param() path: DeploymentPath): Promise<Deployment> {
    const row = await this.find(caller, path, 'release.read');
    const proof = row.proof === null ? presentProof(await this.deployments.proofSoFar(row.id), false) : undefined;
    return { ...presentDeployment(row), ...(proof && { proof }) };
  }

  @Post(['deployments/:deployment/actions/:action', 'apps/:app/deployments/:deployment/actions/:action'])
  @HttpCode(200)
  @Permission('release.write')
  @ApiOperation({ summary: 'promote (its canaries), confirm (after a switch), pause or resume' })
  async act(@CurrentCaller() caller: Caller, @Param() path: DeploymentPath & { action: string }): Promise<Deployment> {
    const { id: deploymentId, appId } = await this.find(caller, path, 'release.write');
    await this.commands.execute(deploymentAction(path.action, { appId, deploymentId }));
    return this.info(caller, path);
  }

  @Delete(['deployments/:deployment', 'apps/:app/deployments/:deployment'])
  @Permission('release.write')
  @ApiOperation({ summary: 'Cancel a deployment; the release before it keeps serving' })
  async cancel(@CurrentCaller() caller: Caller, @Param() path: DeploymentPath): Promise<Deployment> {
    const { id: deploymentId, appId } = await this.find(caller, path, 'release.write');
    await this.commands.execute(new CancelDeployment({ appId, deploymentId, by: caller.email }));
    return this.info(caller, path);
  }
  private async find(caller: Caller, path: DeploymentPath, needed: PermissionName): Promise<DeploymentRow> {
    const id = path.deployment;
    const row = /^[0-9a-f-]{36}$/i.test(id) ? await this.deployments.find(caller, id) : null;
    if (row && [undefined, row.appId, row.appName].includes(path.app)) {
      if (await appPermitted(this.apps, { caller, key: row.appId, needed })) return row;
    }
    throw new UserError('not_found', "Couldn't find that deployment.", { resource: 'deployment' });
  }
}
