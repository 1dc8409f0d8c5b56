import { Injectable } from '@nestjs/common';
import { appPermissionFor } from '@jujube/core/access/app-permissions.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { leavesFor } from '@jujube/core/access/permission-tree.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import type { Proof } from '@jujube/core/traffic/proof.js';
import type { DeploymentState } from '@jujube/core/release/release.js';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { proofSoFar } from '@jujube/database/traffic/proofs.js';
import { hasLeafOnApp, isOwnApp } from '@jujube/database/role-grants/granted-leaves.js';
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

  /** By its id alone: one on whose app the caller may not do what is needed is not found. */
  find({ isAdmin, userId, limits }: Caller, id: string, needed: PermissionName): Promise<DeploymentRow | null> {
    return this.reader.first<DeploymentRow>(
      `select ${DEPLOYMENT} ${FROM} where d.id = $1 and ($2 or ${isOwnApp('$3')} or exists
         (select from collaborators c where c.app_id = a.id and c.user_id = $3 and $4 = any(c.permissions))
         or ${hasLeafOnApp('$3', '$6')}) and ($5::uuid is null or a.id = $5)`,
      [id, isAdmin, userId, appPermissionFor(needed), limits?.appId ?? null, leavesFor(needed)],
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
