import { Body, Controller, Delete, Get, Inject, Patch, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { App } from '@jujube/contract/app.js';
import type { Caller } from '@jujube/core/access/caller.js';
import type { PageRequest } from '@jujube/database/page-request.js';
import type { Settings } from '@jujube/settings/settings.js';
import { AppQueries, type AppField, type AppInReach, type AppRow } from '@jujube/usecases/apps/app.queries.js';
import { DestroyApp } from '@jujube/usecases/apps/destroy-app.js';
import { UpdateApp } from '@jujube/usecases/apps/update-app.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import type { RangeSpec } from '../paging/parse-range.js';
import { RequestedRange } from '../paging/requested-range.decorator.js';
import { sendPage } from '../paging/send-page.js';
import { SETTINGS } from '../settings.provider.js';
import { CurrentApp, refuseUnlessPermitted } from './app-scope.guard.js';
import { CreateAppDto, UpdateAppDto } from './app.dto.js';
import { NewApps } from './new-apps.js';
import { presentApp } from './present-app.js';

const RANGE: RangeSpec<AppField> = { fields: { name: 'text', id: 'uuid', updated_at: 'text' }, defaultField: 'name' };

@ApiTags('apps')
@Controller()
export class AppController {
  constructor(
    private readonly commands: CommandBus,
    private readonly apps: AppQueries,
    private readonly newApps: NewApps,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get(['apps', 'users/~/apps'])
  @Permission('app.read')
  @ApiOperation({ summary: 'The apps that you may see' })
  async list(
    @CurrentCaller() caller: Caller,
    @RequestedRange(RANGE) page: PageRequest<AppField>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<App[]> {
    const rows = sendPage(reply, page, await this.apps.list(caller, page));
    return rows.map((row) => presentApp(row, this.settings));
  }

  @Post('apps')
  @Permission('app.create')
  @ApiOperation({ summary: 'Make an app with its v1, in which nothing runs' })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateAppDto): Promise<App> {
    return this.newApps.present(await this.newApps.make(caller, body));
  }

  @Get('apps/:app')
  @Permission('app.read')
  @ApiOperation({ summary: 'One app' })
  info(@CurrentApp() app: AppRow): App {
    return presentApp(app, this.settings);
  }

  @Patch('apps/:app')
  @Permission('app.write')
  @ApiOperation({
    summary: 'Rename, turn maintenance on or off, change the deadline of deployments or what builds may see',
  })
  async update(@CurrentApp() app: AppInReach, @Body() body: UpdateAppDto): Promise<App> {
    if (body.name !== undefined) refuseUnlessPermitted(app, 'app.manage');
    const { name, maintenance: isMaintenance, deadline_seconds: deadlineSeconds } = body;
    const { baseDomain } = this.settings;
    const changes = { name, isMaintenance, deadlineSeconds, buildTimeVars: body.build_time_vars };
    await this.commands.execute(new UpdateApp({ appId: app.id, ...changes, baseDomain }));
    return this.present(app.id);
  }

  @Delete('apps/:app')
  @Permission('app.manage')
  @ApiOperation({ summary: 'Destroy the app; its dynos are stopped' })
  async destroy(@CurrentApp() app: AppRow): Promise<App> {
    await this.commands.execute(new DestroyApp({ appId: app.id }));
    return presentApp(app, this.settings);
  }

  private async present(appId: string): Promise<App> {
    const row = await this.apps.byId(appId);
    if (!row) throw new Error(`app ${appId} vanished while it was answered`);
    return presentApp(row, this.settings);
  }
}
