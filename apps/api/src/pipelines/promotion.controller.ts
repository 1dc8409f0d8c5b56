import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PipelinePromotion, PromotionTarget } from '@jujube/contract/pipeline.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { PromotionQueries, type PromotionRow } from '@jujube/usecases/pipelines/promotion.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { identityOf } from '../dto/identity.js';
import { CreatePipelinePromotionDto } from './pipeline.dto.js';
import { PipelinesInReach } from './pipelines-in-reach.js';
import { presentPromotion, presentTarget } from './present-pipeline.js';
import { Promotions } from './promotions.js';

@ApiTags('pipelines')
@Controller('pipeline-promotions')
export class PromotionController {
  constructor(
    private readonly queries: PromotionQueries,
    private readonly reach: PipelinesInReach,
    private readonly promotions: Promotions,
  ) {}

  @Post()
  @Permission('pipeline.promote')
  @ApiOperation({ summary: 'Release what one app of a pipeline runs to others of it, with their own config vars' })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreatePipelinePromotionDto): Promise<PipelinePromotion> {
    const { id: pipelineId } = await this.reach.pipeline(caller, body.pipeline);
    const source = await this.reach.app(caller, body.source.app, 'release.read');
    const targets = [];
    for (const { app } of body.targets) targets.push(await this.reach.app(caller, app, 'release.write'));
    const releaseKey = body.source.release === undefined ? null : identityOf(body.source.release);
    const { userId } = caller;
    return this.info(caller, await this.promotions.carryOut({ pipelineId, source, releaseKey, targets, userId }));
  }

  @Get(':promotion')
  @Permission('pipeline.read')
  @ApiOperation({ summary: 'How a promotion of yours goes' })
  async info(@CurrentCaller() caller: Caller, @Param('promotion') id: string): Promise<PipelinePromotion> {
    return presentPromotion(await this.find(caller, id));
  }

  @Get(':promotion/promotion-targets')
  @Permission('pipeline.read')
  @ApiOperation({ summary: 'How a promotion of yours goes, per target' })
  async targets(@CurrentCaller() caller: Caller, @Param('promotion') id: string): Promise<PromotionTarget[]> {
    const { id: found } = await this.find(caller, id);
    return (await this.queries.targets(found)).map(presentTarget);
  }

  private async find(caller: Caller, id: string): Promise<PromotionRow> {
    const row = await this.queries.find(caller, id);
    if (row) return row;
    throw new UserError('not_found', "Couldn't find that pipeline promotion.", { resource: 'pipeline_promotion' });
  }
}
