import { Injectable } from '@nestjs/common';
import type { BuildSource } from '@jujube/database/builds/build-source.js';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { Reader } from '@jujube/database/reader.js';

export interface BuildRow {
  id: string;
  appId: string;
  userId: string;
  email: string;
  source: BuildSource;
  state: 'pending' | 'succeeded' | 'failed' | 'cancelled';
  phase: string;
  stack: string | null;
  commit: string | null;
  image: string | null;
  failure: string | null;
  releaseId: string | null;
  releaseVersion: number | null;
  createdAt: Date;
  updatedAt: Date;
}

export type BuildField = 'created_at' | 'id';

const COLUMNS: PageColumns<BuildField> = {
  created_at: { sql: 'b.created_at', type: 'timestamptz' },
  id: { sql: 'b.id', type: 'uuid' },
};

/** Reads builds. */
@Injectable()
export class BuildQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string, page: PageRequest<BuildField>): Promise<(BuildRow & { cursor: string })[]> {
    const values: unknown[] = [appId];
    const clause = pageClause(page, COLUMNS, values);
    return this.reader.rows(
      `select ${BUILD}, ${pageCursor(page, COLUMNS)} ${FROM} where b.app_id = $1${clause}`,
      values,
    );
  }

  find(appId: string, id: string): Promise<BuildRow | null> {
    return this.reader.first<BuildRow>(`select ${BUILD} ${FROM} where b.app_id = $1 and b.id::text = $2`, [appId, id]);
  }

  /** Null when the build is gone with its app. */
  async state(id: string): Promise<BuildRow['state'] | null> {
    const row = await this.reader.first<Pick<BuildRow, 'state'>>('select state from builds where id = $1', [id]);
    return row?.state ?? null;
  }
}

const BUILD = `b.id, b.app_id as "appId", u.id as "userId", u.email, b.source, b.state, b.phase, b.stack, b.commit, b.image,
  b.failure, b.release_id as "releaseId", r.version as "releaseVersion", b.created_at as "createdAt", b.updated_at as "updatedAt"`;
const FROM = 'from builds b join users u on u.id = b.created_by left join releases r on r.id = b.release_id';
