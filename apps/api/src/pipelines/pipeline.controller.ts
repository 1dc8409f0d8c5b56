import { Body, Controller, Delete, Get, Param, Patch, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Pipeline } from '@jujube/contract/pipeline.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { CreatePipeline } from '@jujube/usecases/pipelines/create-pipeline.js';
import { DestroyPipeline } from '@jujube/usecases/pipelines/destroy-pipeline.js';
import { PipelineQueries } from '@jujube/usecases/pipelines/pipeline.queries.js';
import { RenamePipeline } from '@jujube/usecases/pipelines/rename-pipeline.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { CreatePipelineDto, UpdatePipelineDto } from './pipeline.dto.js';
import { PipelinesInReach } from './pipelines-in-reach.js';
import { presentPipeline } from './present-pipeline.js';

@ApiTags('pipelines')
@Controller('pipelines')
export class PipelineController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: PipelineQueries,
    private readonly reach: PipelinesInReach,
  ) {}

  @Get()
  @Permission('pipeline.read')
  @ApiOperation({ summary: 'Your pipelines, and those in which you may see an app; ?eq[name]= finds one' })
  async list(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<Pipeline[]> {
    const name = new URL(request.url, 'http://localhost').searchParams.get('eq[name]');
    return (await this.queries.list(caller, name)).map(presentPipeline);
  }

  @Get(':pipeline')
  @Permission('pipeline.read')
  @ApiOperation({ summary: 'One pipeline, by id or name' })
  async info(@CurrentCaller() caller: Caller, @Param('pipeline') key: string): Promise<Pipeline> {
    return presentPipeline(await this.reach.pipeline(caller, key));
  }

  @Post()
  @Permission('pipeline.write')
  @ApiOperation({ summary: 'Make a pipeline, which is yours and without apps' })
  async create(@CurrentCaller() caller: Caller, @Body() { name }: CreatePipelineDto): Promise<Pipeline> {
    return this.info(caller, await this.commands.execute(new CreatePipeline({ name, ownerId: caller.userId })));
  }

  @Patch(':pipeline')
  @Permission('pipeline.write')
  @ApiOperation({ summary: 'Rename a pipeline of yours' })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('pipeline') key: string,
    @Body() { name }: UpdatePipelineDto,
  ): Promise<Pipeline> {
    const { id } = await this.reach.ownPipeline(caller, key);
    if (name !== undefined) await this.commands.execute(new RenamePipeline({ pipelineId: id, name }));
    return this.info(caller, id);
  }

  @Delete(':pipeline')
  @Permission('pipeline.write')
  @ApiOperation({ summary: 'Forget a pipeline of yours; its apps stay' })
  async destroy(@CurrentCaller() caller: Caller, @Param('pipeline') key: string): Promise<Pipeline> {
    const row = await this.reach.ownPipeline(caller, key);
    await this.commands.execute(new DestroyPipeline({ pipelineId: row.id }));
    return presentPipeline(row);
  }
}
