import { Body, Controller, Delete, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Build } from '@jujube/contract/build.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { PageRequest } from '@jujube/database/page-request.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { BuildQueries, type BuildField, type BuildRow } from '@jujube/usecases/builds/build.queries.js';
import { CancelBuild } from '@jujube/usecases/builds/cancel-build.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import type { RangeSpec } from '../paging/parse-range.js';
import { RequestedRange } from '../paging/requested-range.decorator.js';
import { sendPage } from '../paging/send-page.js';
import { BuildOutputUrl } from './build-output-url.js';
import { CreateBuildDto } from './build.dto.js';
import { presentBuild } from './present-build.js';
import { RequestedBuild } from './requested-build.js';

const RANGE: RangeSpec<BuildField> = { fields: { created_at: 'timestamptz', id: 'uuid' }, defaultField: 'created_at' };

@ApiTags('builds')
@Controller('apps/:app/builds')
export class BuildController {
  constructor(
    private readonly commands: CommandBus,
    private readonly builds: BuildQueries,
    private readonly requested: RequestedBuild,
    private readonly outputUrl: BuildOutputUrl,
  ) {}

  @Get()
  @Permission('build.read')
  @ApiOperation({ summary: 'Builds, oldest first unless the Range says order=desc' })
  async list(
    @CurrentApp() app: AppRow,
    @CurrentCaller() caller: Caller,
    @RequestedRange(RANGE) page: PageRequest<BuildField>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Build[]> {
    const rows = sendPage(reply, page, await this.builds.list(app.id, page));
    return rows.map((row) => this.present(row, app, caller));
  }

  @Get(':build')
  @Permission('build.read')
  @ApiOperation({ summary: 'One build' })
  async info(@CurrentApp() app: AppRow, @CurrentCaller() caller: Caller, @Param('build') id: string): Promise<Build> {
    const row = await this.builds.find(app.id, id);
    if (!row) throw new UserError('not_found', `${app.name} has no build ${id.slice(0, 60)}.`, { resource: 'build' });
    return this.present(row, app, caller);
  }

  @Post()
  @Permission('build.write')
  @ApiOperation({ summary: 'Build a git repository or an uploaded archive; a release follows' })
  async create(
    @CurrentApp() app: AppRow,
    @CurrentCaller() caller: Caller,
    @Body() body: CreateBuildDto,
  ): Promise<Build> {
    const command = await this.requested.command({ appId: app.id, userId: caller.userId }, body.source_blob);
    return this.info(app, caller, await this.commands.execute(command));
  }

  @Delete(':build')
  @Permission('build.write')
  @ApiOperation({ summary: 'Cancel a build' })
  async cancel(@CurrentApp() app: AppRow, @CurrentCaller() caller: Caller, @Param('build') id: string): Promise<Build> {
    const { id: buildId } = await this.info(app, caller, id);
    await this.commands.execute(new CancelBuild({ appId: app.id, buildId, by: caller.email }));
    return this.info(app, caller, buildId);
  }

  private present(row: BuildRow, { id: appId }: AppRow, { userId, tokenId }: Caller): Build {
    return presentBuild(row, this.outputUrl.of(row.id, { userId, tokenId, appId }));
  }
}
