import { Injectable } from '@nestjs/common';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { Reader } from '@jujube/database/reader.js';

export interface DomainRow {
  id: string;
  hostname: string;
  kind: 'heroku' | 'custom';
  createdAt: Date;
  updatedAt: Date;
}

export type DomainField = 'id' | 'hostname';

const COLUMNS: PageColumns<DomainField> = {
  id: { sql: 'id', type: 'uuid' },
  hostname: { sql: 'hostname', type: 'text' },
};

/** Reads the names that lead to an app. */
@Injectable()
export class DomainQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string, page: PageRequest<DomainField>): Promise<(DomainRow & { cursor: string })[]> {
    const values: unknown[] = [appId];
    const clause = pageClause(page, COLUMNS, values);
    return this.reader.rows(
      `select ${DOMAIN}, ${pageCursor(page, COLUMNS)} from domains where app_id = $1${clause}`,
      values,
    );
  }

  /** @param key its id or host name */
  find(appId: string, key: string): Promise<DomainRow | null> {
    return this.reader.first<DomainRow>(
      `select ${DOMAIN} from domains where app_id = $1 and (id::text = $2 or hostname = lower($2))`,
      [appId, key],
    );
  }
}

const DOMAIN = 'id, hostname, kind, created_at as "createdAt", updated_at as "updatedAt"';
