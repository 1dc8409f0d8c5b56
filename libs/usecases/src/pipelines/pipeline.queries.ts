import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import type { Stage } from '@jujube/core/pipeline/pipeline.js';
import { isGrantedApp, isOwnApp } from '@jujube/database/role-grants/granted-leaves.js';
import { Reader } from '@jujube/database/reader.js';

export interface PipelineRow {
  id: string;
  name: string;
  ownerId: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface CouplingRow {
  id: string;
  pipelineId: string;
  pipelineName: string;
  appId: string;
  stage: Stage;
  createdAt: Date;
  updatedAt: Date;
}

// $1 is an administrator, $2 the caller
const APP_IN_REACH = `($1 or exists (select from apps a where a.id = c.app_id and (${isOwnApp('$2')} or ${isGrantedApp('$2')}
  or exists (select from collaborators o where o.app_id = a.id and o.user_id = $2))))`;

const PIPELINES = `
select p.id, p.name, p.owner_id as "ownerId", p.created_at as "createdAt", p.updated_at as "updatedAt" from pipelines p
where ($1 or p.owner_id = $2 or exists (select from pipeline_couplings c where c.pipeline_id = p.id and ${APP_IN_REACH}))`;

const COUPLINGS = `
select c.id, c.pipeline_id as "pipelineId", p.name as "pipelineName", c.app_id as "appId", c.stage,
  c.created_at as "createdAt", c.updated_at as "updatedAt"
from pipeline_couplings c join pipelines p on p.id = c.pipeline_id where ${APP_IN_REACH}`;

const IN_ORDER = 'order by p.name, c.stage, c.created_at, c.id';

/** Reads pipelines: one's own, and those in which one may see an app. */
@Injectable()
export class PipelineQueries {
  constructor(private readonly reader: Reader) {}

  list({ isAdmin, userId }: Caller, name: string | null = null): Promise<PipelineRow[]> {
    const sql = `${PIPELINES} and ($3::text is null or p.name = $3) order by p.name`;
    return this.reader.rows<PipelineRow>(sql, [isAdmin, userId, name]);
  }

  find({ isAdmin, userId }: Caller, idOrName: string): Promise<PipelineRow | null> {
    const sql = `${PIPELINES} and (p.id::text = $3 or p.name = $3)`;
    return this.reader.first<PipelineRow>(sql, [isAdmin, userId, idOrName]);
  }

  /** Apps that the caller may not see are left out. */
  couplings({ isAdmin, userId }: Caller, pipelineId: string | null = null): Promise<CouplingRow[]> {
    const sql = `${COUPLINGS} and ($3::uuid is null or c.pipeline_id = $3) ${IN_ORDER}`;
    return this.reader.rows<CouplingRow>(sql, [isAdmin, userId, pipelineId]);
  }

  /** @param key its own id, or that of its app */
  coupling({ isAdmin, userId }: Caller, key: string): Promise<CouplingRow | null> {
    const sql = `${COUPLINGS} and (c.id::text = $3 or c.app_id::text = $3)`;
    return this.reader.first<CouplingRow>(sql, [isAdmin, userId, key]);
  }
}
