import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PipelineCoupling } from '@jujube/contract/pipeline.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { CoupleApp } from '@jujube/usecases/pipelines/couple-app.js';
import { MoveApp } from '@jujube/usecases/pipelines/move-app.js';
import { PipelineQueries } from '@jujube/usecases/pipelines/pipeline.queries.js';
import { UncoupleApp } from '@jujube/usecases/pipelines/uncouple-app.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { CreatePipelineCouplingDto, UpdatePipelineCouplingDto } from './pipeline.dto.js';
import { PipelinesInReach } from './pipelines-in-reach.js';
import { presentCoupling } from './present-pipeline.js';

@ApiTags('pipelines')
@Controller()
export class CouplingController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: PipelineQueries,
    private readonly reach: PipelinesInReach,
  ) {}

  @Get(['pipeline-couplings', 'users/~/pipeline-couplings'])
  @Permission('pipeline.read')
  @ApiOperation({ summary: 'Which of the apps that you may see are in which stage of which pipeline' })
  async list(@CurrentCaller() caller: Caller): Promise<PipelineCoupling[]> {
    return (await this.queries.couplings(caller)).map(presentCoupling);
  }

  @Get('pipelines/:pipeline/pipeline-couplings')
  @Permission('pipeline.read')
  @ApiOperation({ summary: 'The apps of a pipeline that you may see' })
  async ofPipeline(@CurrentCaller() caller: Caller, @Param('pipeline') key: string): Promise<PipelineCoupling[]> {
    const { id } = await this.reach.pipeline(caller, key);
    return (await this.queries.couplings(caller, id)).map(presentCoupling);
  }

  @Get('apps/:app/pipeline-couplings')
  @Permission('app.read')
  @ApiOperation({ summary: 'The pipeline of an app' })
  async ofApp(@CurrentCaller() caller: Caller, @CurrentApp() app: AppRow): Promise<PipelineCoupling> {
    const row = await this.queries.coupling(caller, app.id);
    if (row) return presentCoupling(row);
    throw new UserError('not_found', `${app.name} belongs to no pipeline.`, { resource: 'pipeline_coupling' });
  }

  @Get('pipeline-couplings/:coupling')
  @Permission('pipeline.read')
  @ApiOperation({ summary: 'One app in a pipeline' })
  async info(@CurrentCaller() caller: Caller, @Param('coupling') key: string): Promise<PipelineCoupling> {
    return presentCoupling(await this.reach.coupling(caller, key));
  }

  @Post('pipeline-couplings')
  @Permission('pipeline.write')
  @ApiOperation({ summary: 'Put an app into a stage of a pipeline' })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreatePipelineCouplingDto): Promise<PipelineCoupling> {
    const { id: pipelineId } = await this.reach.pipeline(caller, body.pipeline);
    const { id: appId } = await this.reach.app(caller, body.app, 'app.write');
    return this.info(caller, await this.commands.execute(new CoupleApp({ appId, pipelineId, stage: body.stage })));
  }

  @Patch('pipeline-couplings/:coupling')
  @Permission('pipeline.write')
  @ApiOperation({ summary: 'Put an app into another stage' })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('coupling') key: string,
    @Body() { stage }: UpdatePipelineCouplingDto,
  ): Promise<PipelineCoupling> {
    const { id, appId } = await this.reach.coupling(caller, key);
    await this.reach.app(caller, appId, 'app.write');
    await this.commands.execute(new MoveApp({ couplingId: id, stage }));
    return this.info(caller, id);
  }

  @Delete('pipeline-couplings/:coupling')
  @Permission('pipeline.write')
  @ApiOperation({ summary: 'Take an app out of its pipeline' })
  async remove(@CurrentCaller() caller: Caller, @Param('coupling') key: string): Promise<PipelineCoupling> {
    const row = await this.reach.coupling(caller, key);
    await this.reach.app(caller, row.appId, 'app.write');
    await this.commands.execute(new UncoupleApp({ couplingId: row.id }));
    return presentCoupling(row);
  }
}
