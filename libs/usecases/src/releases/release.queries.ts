import { Injectable } from '@nestjs/common';
import type { Proof } from '@jujube/core/traffic/proof.js';
import type { DeploymentState } from '@jujube/core/release/release.js';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { proofSoFar } from '@jujube/database/traffic/proofs.js';
import { timeCursor } from '@jujube/database/time-cursor.js';
import { Reader } from '@jujube/database/reader.js';

export interface ReleaseRow {
  id: string;
  version: number;
  description: string;
  image: string | null;
  typeImages: Record<string, string>;
  imageTag: string | null;
  buildId: string | null;
  processTypes: Record<string, string>;
  createdAt: Date;
  appId: string;
  appName: string;
  userId: string;
  email: string;
  deploymentId: string;
  deploymentState: DeploymentState;
  deploymentReason: string | null;
  logExcerpt: string | null;
  finishedAt: Date | null;
  isPaused: boolean;
  isAwaitingPromotion: boolean;
  promotesAt: Date | null;
  isAwaitingConfirmation: boolean;
  /** what its deployment did to requests; null until all of it is known */
  proof: Proof | null;
  /** the newest one that was rolled out */
  isCurrent: boolean;
}

export type ReleaseField = 'version' | 'id' | 'updated_at';

const COLUMNS: PageColumns<ReleaseField> = {
  version: { sql: 'r.version', type: 'integer' },
  id: { sql: 'r.id', type: 'uuid' },
  updated_at: { sql: timeCursor('coalesce(d.finished_at, r.created_at)', 'r.id'), type: 'text' },
};

/** Reads releases; their config vars stay sealed. */
@Injectable()
export class ReleaseQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string, page: PageRequest<ReleaseField>): Promise<(ReleaseRow & { cursor: string })[]> {
    const values: unknown[] = [appId];
    const clause = pageClause(page, COLUMNS, values);
    return this.reader.rows(
      `select ${RELEASE}, ${pageCursor(page, COLUMNS)} ${FROM} where r.app_id = $1${clause}`,
      values,
    );
  }

  /** @param key an id, `v7` or `7` */
  find(appId: string, key: string): Promise<ReleaseRow | null> {
    return this.reader.first<ReleaseRow>(
      `select ${RELEASE} ${FROM} where r.app_id = $1 and (r.id::text = $2 or r.version::text = ltrim($2, 'v'))`,
      [appId, key],
    );
  }

  proofSoFar(deploymentId: string): Promise<Proof> {
    return proofSoFar(this.reader, deploymentId);
  }
}

// of the app $1: looked up once for a list, not for each of its rows
const RELEASE = `r.id, r.version, r.description, r.image, r.type_images as "typeImages", r.image_tag as "imageTag", r.build_id as "buildId",
  r.process_types as "processTypes", r.created_at as "createdAt", a.id as "appId", a.name as "appName", u.id as "userId", u.email,
  d.id as "deploymentId", d.state as "deploymentState", d.reason as "deploymentReason", d.log_excerpt as "logExcerpt",
  d.finished_at as "finishedAt", d.proof, d.paused_at is not null as "isPaused",
  d.canaries_since is not null as "isAwaitingPromotion", d.promotes_at as "promotesAt",
  d.switched_at is not null and d.confirmed_at is null as "isAwaitingConfirmation", r.version = (
    select s.version from releases s join deployments e on e.release_id = s.id
    where s.app_id = $1 and e.state = 'succeeded' order by s.version desc limit 1) as "isCurrent"`;
const FROM = `from releases r join apps a on a.id = r.app_id join users u on u.id = r.created_by
  join deployments d on d.release_id = r.id`;
