import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { Reader } from '@jujube/database/reader.js';

export type TargetStatus = 'pending' | 'succeeded' | 'failed';

export interface PromotionRow {
  id: string;
  pipelineId: string;
  sourceAppId: string;
  sourceReleaseId: string;
  isComplete: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export interface TargetRow {
  id: string;
  promotionId: string;
  appId: string;
  releaseId: string | null;
  status: TargetStatus;
  errorMessage: string | null;
}

const GIVEN_UP = `interval '5 minutes'`;

// one without a release whose promotion began long ago was left behind by an API that died
const STATUS = `case
  when t.error_message is not null or d.state in ('failed', 'superseded', 'cancelled') then 'failed'
  when d.state = 'succeeded' then 'succeeded'
  when t.release_id is null and m.created_at < now() - ${GIVEN_UP} then 'failed' else 'pending' end`;

const TARGETS = `
select t.id, t.promotion_id as "promotionId", t.app_id as "appId", t.release_id as "releaseId", ${STATUS} as status,
  coalesce(t.error_message, d.reason) as "errorMessage", d.finished_at as "finishedAt"
from pipeline_promotion_targets t join pipeline_promotions m on m.id = t.promotion_id
left join deployments d on d.release_id = t.release_id`;

/** Reads promotions of pipelines; who made one sees it, and administrators. */
@Injectable()
export class PromotionQueries {
  constructor(private readonly reader: Reader) {}

  find({ isAdmin, userId }: Caller, id: string): Promise<PromotionRow | null> {
    return this.reader.first<PromotionRow>(
      `select m.id, m.pipeline_id as "pipelineId", m.source_app_id as "sourceAppId",
         m.source_release_id as "sourceReleaseId", m.created_at as "createdAt",
         not exists (select from (${TARGETS} where t.promotion_id = m.id) x where x.status = 'pending') as "isComplete",
         coalesce((select max(x."finishedAt") from (${TARGETS} where t.promotion_id = m.id) x), m.created_at) as "updatedAt"
       from pipeline_promotions m where m.id::text = $3 and ($1 or m.created_by = $2)`,
      [isAdmin, userId, id],
    );
  }

  targets(promotionId: string): Promise<TargetRow[]> {
    return this.reader.rows<TargetRow>(`${TARGETS} where t.promotion_id = $1 order by t.id`, [promotionId]);
  }
}
