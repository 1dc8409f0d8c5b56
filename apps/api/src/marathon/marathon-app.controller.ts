import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { MarathonApp, MarathonDeploymentBegun, MarathonTask } from '@jujube/contract/marathon.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { parseDefinition } from './app-definition.js';
import { idOfPath, type IdPath } from './app-id.js';
import { MarathonApps } from './marathon-apps.js';
import { MarathonChanges } from './marathon-changes.js';
import { MarathonErrorFilter } from './marathon-error.filter.js';
import { presentTask } from './present-task.js';
import { embedsTasks, isForced, isForcedUpdate, refuseQuery } from './read-query.js';
import { refuseScalingBeyond } from './refuse-beyond.js';

const ONE = [':app_name', ':app_name/:process_type'];
const after = (action: string) => ONE.map((path) => `${path}/${action}`);

/** Marathon's apps: `/shop` is process type web of app shop, `/shop/worker` its process type worker. */
@ApiTags('marathon')
@Controller('v2/apps')
@UseFilters(MarathonErrorFilter)
export class MarathonAppController {
  constructor(
    private readonly apps: MarathonApps,
    private readonly changes: MarathonChanges,
  ) {}

  @Get()
  // config vars are shown
  @Permission('config.read')
  @ApiOperation({ summary: 'Marathon: the process types that you may see; ?embed=apps.tasks shows their tasks' })
  async list(@CurrentCaller() caller: Caller, @Query() query: unknown): Promise<{ apps: MarathonApp[] }> {
    const withTasks = embedsTasks(query, 'apps');
    return { apps: this.apps.present(await this.apps.all(caller), { withTasks }) };
  }

  @Post()
  @Permission('release.write')
  @ApiOperation({ summary: 'Marathon: make a process type from an app definition; the app too when there is none' })
  async create(
    @CurrentCaller() caller: Caller,
    @Query() query: unknown,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MarathonApp> {
    const force = isForced(query);
    const definition = parseDefinition(body);
    refuseScalingBeyond(caller, definition);
    const begun = await this.changes.create(caller, definition, force);
    void reply.header('Location', `/v2/apps/${definition.id.appName}/${definition.id.processType}`);
    tell(reply, begun);
    return { ...(await this.present(caller, definition.id)), deployments: [{ id: begun.deploymentId }] };
  }

  @Get(ONE)
  @Permission('config.read')
  @ApiOperation({ summary: 'Marathon: one process type with its tasks' })
  async one(
    @CurrentCaller() caller: Caller,
    @Param() path: IdPath,
    @Query() query: unknown,
  ): Promise<{ app: MarathonApp }> {
    embedsTasks(query, 'app');
    return { app: await this.present(caller, idOfPath(path)) };
  }

  @Put(ONE)
  @Permission('release.write')
  @ApiOperation({ summary: 'Marathon: change what the body names of a process type, or make it' })
  async update(
    @CurrentCaller() caller: Caller,
    @Param() path: IdPath,
    @Query() query: unknown,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MarathonDeploymentBegun> {
    const force = isForcedUpdate(query);
    const definition = parseDefinition(body, idOfPath(path));
    refuseScalingBeyond(caller, definition);
    const { isNew, ...begun } = await this.changes.update(caller, definition, force);
    void reply.status(isNew ? 201 : 200);
    return tell(reply, begun);
  }

  @Delete(ONE)
  // the last process type takes its app along
  @Permission('app.manage')
  @ApiOperation({ summary: "Marathon: remove a process type; with an app's last one goes the app, and its images" })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param() path: IdPath,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MarathonDeploymentBegun> {
    return tell(reply, await this.changes.remove(caller, idOfPath(path), isForced(query)));
  }

  @Post(after('restart'))
  @HttpCode(200)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Marathon: replace all dynos of a process type, one after the other' })
  async restart(
    @CurrentCaller() caller: Caller,
    @Param() path: IdPath,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MarathonDeploymentBegun> {
    return tell(reply, await this.changes.restart(caller, idOfPath(path), isForced(query)));
  }

  @Get(after('tasks'))
  @Permission('dyno.read')
  @ApiOperation({ summary: 'Marathon: the dynos of a process type' })
  async tasks(
    @CurrentCaller() caller: Caller,
    @Param() path: IdPath,
    @Query() query: unknown,
  ): Promise<{ tasks: MarathonTask[] }> {
    refuseQuery(query);
    const { service } = await this.apps.one(caller, idOfPath(path));
    return { tasks: service.dynos.map((dyno) => presentTask(service, dyno)) };
  }

  private async present(caller: Caller, id: ReturnType<typeof idOfPath>): Promise<MarathonApp> {
    const { service, siblings } = await this.apps.one(caller, id);
    return this.apps.present(siblings, { withTasks: true })[siblings.indexOf(service)]!;
  }
}

function tell(reply: FastifyReply, begun: MarathonDeploymentBegun): MarathonDeploymentBegun {
  void reply.header('Marathon-Deployment-Id', begun.deploymentId);
  return begun;
}
