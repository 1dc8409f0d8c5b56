import { Module } from '@nestjs/common';
import { BeginPromotionHandler } from './begin-promotion.js';
import { CoupleAppHandler } from './couple-app.js';
import { CreatePipelineHandler } from './create-pipeline.js';
import { DestroyPipelineHandler } from './destroy-pipeline.js';
import { FailTargetHandler } from './fail-target.js';
import { MoveAppHandler } from './move-app.js';
import { PipelineQueries } from './pipeline.queries.js';
import { PromoteToHandler } from './promote-to.js';
import { PromotionQueries } from './promotion.queries.js';
import { RenamePipelineHandler } from './rename-pipeline.js';
import { UncoupleAppHandler } from './uncouple-app.js';

const PIPELINES = [CreatePipelineHandler, RenamePipelineHandler, DestroyPipelineHandler];
const COUPLINGS = [CoupleAppHandler, MoveAppHandler, UncoupleAppHandler];
const PROMOTIONS = [BeginPromotionHandler, PromoteToHandler, FailTargetHandler];

@Module({
  providers: [...PIPELINES, ...COUPLINGS, ...PROMOTIONS, PipelineQueries, PromotionQueries],
  exports: [PipelineQueries, PromotionQueries],
})
export class PipelinesModule {}
