import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import type { Proof } from '@jujube/core/traffic/proof.js';
import type { DeploymentState } from '@jujube/core/release/release.js';
import { isGrantedApp, isOwnApp } from '@jujube/database/role-grants/granted-leaves.js';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { proofSoFar } from '@jujube/database/traffic/proofs.js';
import { Reader } from '@jujube/database/reader.js';

export interface DeploymentRow {
  id: string;
  state: DeploymentState;
  reason: string | null;
  logExcerpt: string | null;
  appId: string;
  appName: string;
  releaseId: string;
  releaseVersion: number;
  createdAt: Date;
  deadlineAt: Date;
  finishedAt: Date | null;
  isPaused: boolean;
  isAwaitingPromotion: boolean;
  promotesAt: Date | null;
  isAwaitingConfirmation: boolean;
  /** null until all of it is known */
  proof: Proof | null;
}

export type DeploymentField = 'created_at' | 'id';

const COLUMNS: PageColumns<DeploymentField> = {
  created_at: { sql: 'd.created_at', type: 'timestamptz' },
  id: { sql: 'd.id', type: 'uuid' },
};

/** Reads deployments. */
@Injectable()
export class DeploymentQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string, page: PageRequest<DeploymentField>): Promise<(DeploymentRow & { cursor: string })[]> {
    const values: unknown[] = [appId];
    const clause = pageClause(page, COLUMNS, values);
    return this.reader.rows(
      `select ${DEPLOYMENT}, ${pageCursor(page, COLUMNS)} ${FROM} where d.app_id = $1${clause}`,
      values,
    );
  }

  /** By its id alone: one whose app the caller may not see is not found. */
  find(caller: Caller, id: string): Promise<DeploymentRow | null> {
    return this.reader.first<DeploymentRow>(
      `select ${DEPLOYMENT} ${FROM} where d.id = $1 and ($2 or ${isOwnApp('$3')} or ${isGrantedApp('$3')}
         or exists (select from collaborators c where c.app_id = a.id and c.user_id = $3))
         and ($4::uuid is null or a.id = $4)`,
      [id, caller.isAdmin, caller.userId, caller.limits?.appId ?? null],
    );
  }

  proofSoFar(deploymentId: string): Promise<Proof> {
    return proofSoFar(this.reader, deploymentId);
  }
}

const WAITING = `d.paused_at is not null as "isPaused", d.canaries_since is not null as "isAwaitingPromotion",
  d.promotes_at as "promotesAt",
  d.switched_at is not null and d.confirmed_at is null as "isAwaitingConfirmation"`;
const DEPLOYMENT = `d.id, d.state, d.reason, d.log_excerpt as "logExcerpt", a.id as "appId", a.name as "appName",
  r.id as "releaseId", r.version as "releaseVersion", d.created_at as "createdAt", d.deadline_at as "deadlineAt",
  d.finished_at as "finishedAt", d.proof, ${WAITING}`;
const FROM = 'from deployments d join releases r on r.id = d.release_id join apps a on a.id = d.app_id';
