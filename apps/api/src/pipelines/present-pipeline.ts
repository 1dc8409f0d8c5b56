import type { Pipeline, PipelineCoupling, PipelinePromotion, PromotionTarget } from '@jujube/contract/pipeline.js';
import type { CouplingRow, PipelineRow } from '@jujube/usecases/pipelines/pipeline.queries.js';
import type { PromotionRow, TargetRow } from '@jujube/usecases/pipelines/promotion.queries.js';
import { GENERATION } from '../apps/present-app.js';

export function presentPipeline({ id, name, ownerId, createdAt, updatedAt }: PipelineRow): Pipeline {
  return {
    id,
    name,
    owner: { id: ownerId, type: 'user' },
    generation: GENERATION,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

export function presentCoupling(row: CouplingRow): PipelineCoupling {
  return {
    id: row.id,
    app: { id: row.appId },
    pipeline: { id: row.pipelineId, name: row.pipelineName },
    stage: row.stage,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function presentPromotion(row: PromotionRow): PipelinePromotion {
  return {
    id: row.id,
    pipeline: { id: row.pipelineId },
    source: { app: { id: row.sourceAppId }, release: { id: row.sourceReleaseId } },
    status: row.isComplete ? 'completed' : 'pending',
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function presentTarget(row: TargetRow): PromotionTarget {
  return {
    id: row.id,
    app: { id: row.appId },
    pipeline_promotion: { id: row.promotionId },
    release: row.releaseId === null ? null : { id: row.releaseId },
    status: row.status,
    error_message: row.errorMessage,
  };
}
