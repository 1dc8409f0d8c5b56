import { Injectable } from '@nestjs/common';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { Reader } from '@jujube/database/reader.js';

export interface DomainRow {
  id: string;
  hostname: string;
  kind: 'heroku' | 'custom';
  sniEndpointId: string | null;
  sniEndpointName: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export type DomainField = 'id' | 'hostname';

const COLUMNS: PageColumns<DomainField> = {
  id: { sql: 'd.id', type: 'uuid' },
  hostname: { sql: 'd.hostname', type: 'text' },
};

/** Reads the names that lead to an app. */
@Injectable()
export class DomainQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string, page: PageRequest<DomainField>): Promise<(DomainRow & { cursor: string })[]> {
    const values: unknown[] = [appId];
    const clause = pageClause(page, COLUMNS, values);
    return this.reader.rows(
      `select ${DOMAIN}, ${pageCursor(page, COLUMNS)} ${FROM} where d.app_id = $1${clause}`,
      values,
    );
  }

  /** @param key its id or host name */
  find(appId: string, key: string): Promise<DomainRow | null> {
    return this.reader.first<DomainRow>(
      `select ${DOMAIN} ${FROM} where d.app_id = $1 and (d.id::text = $2 or d.hostname = lower($2))`,
      [appId, key],
    );
  }
}

const DOMAIN = `d.id, d.hostname, d.kind, d.sni_endpoint_id as "sniEndpointId", s.name as "sniEndpointName",
  d.created_at as "createdAt", d.updated_at as "updatedAt"`;
const FROM = 'from domains d left join sni_endpoints s on s.id = d.sni_endpoint_id';
