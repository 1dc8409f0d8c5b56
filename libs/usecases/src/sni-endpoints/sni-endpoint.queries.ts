import { Injectable } from '@nestjs/common';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { Reader } from '@jujube/database/reader.js';

/** Never with the key. */
export interface SniEndpointRow {
  id: string;
  name: string;
  chain: string;
  names: string[];
  issuer: string;
  subject: string;
  startsAt: Date;
  expiresAt: Date;
  isCaSigned: boolean;
  isSelfSigned: boolean;
  isAcm: boolean;
  /** ids of the domains that it is shown for */
  domains: string[];
  createdAt: Date;
  updatedAt: Date;
}

export type SniEndpointField = 'id' | 'name';

const COLUMNS: PageColumns<SniEndpointField> = {
  id: { sql: 's.id', type: 'uuid' },
  name: { sql: 's.name', type: 'text' },
};

const ENDPOINT = `s.id, s.name, s.certificate_chain as chain, s.names, s.issuer, s.subject, s.starts_at as "startsAt",
  s.expires_at as "expiresAt", s.is_ca_signed as "isCaSigned", s.is_self_signed as "isSelfSigned", s.is_acm as "isAcm",
  array(select d.id from domains d where d.sni_endpoint_id = s.id order by d.hostname) as domains,
  s.created_at as "createdAt", s.updated_at as "updatedAt"`;

/** Reads the certificates of an app. */
@Injectable()
export class SniEndpointQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string, page: PageRequest<SniEndpointField>): Promise<(SniEndpointRow & { cursor: string })[]> {
    const values: unknown[] = [appId];
    const clause = pageClause(page, COLUMNS, values);
    return this.reader.rows(
      `select ${ENDPOINT}, ${pageCursor(page, COLUMNS)} from sni_endpoints s where s.app_id = $1${clause}`,
      values,
    );
  }

  /** @param key its id or name */
  find(appId: string, key: string): Promise<SniEndpointRow | null> {
    return this.reader.first<SniEndpointRow>(
      `select ${ENDPOINT} from sni_endpoints s where s.app_id = $1 and (s.id::text = $2 or s.name = $2)`,
      [appId, key],
    );
  }
}
