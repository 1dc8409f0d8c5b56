import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { Reader } from '@jujube/database/reader.js';

export interface TokenRow {
  id: string;
  description: string;
  createdAt: Date;
  expiresInSeconds: number | null;
  userId: string;
  email: string;
}

/** Reads tokens; their secrets cannot be read. */
@Injectable()
export class TokenQueries {
  constructor(private readonly reader: Reader) {}

  /** Who holds the token with this hash; null when there is none or it has expired. */
  callerByHash(hash: Buffer): Promise<Caller | null> {
    return this.reader.first<Caller>(CALLER, [hash]);
  }

  /** Without those that the platform made for itself. */
  listOf(userId: string): Promise<TokenRow[]> {
    return this.reader.rows<TokenRow>(`${TOKENS} and t.registry_app_id is null order by t.created_at, t.id`, [userId]);
  }

  find(userId: string, tokenId: string): Promise<TokenRow | null> {
    return this.reader.first<TokenRow>(`${TOKENS} and t.id = $2`, [userId, tokenId]);
  }
}

const CALLER = `
select u.id as "userId", u.email, u.is_admin as "isAdmin", t.id as "tokenId", t.registry_app_id as "registryAppId"
from tokens t join users u on u.id = t.user_id
where t.secret_hash = $1 and (t.expires_at is null or t.expires_at > now())`;

const TOKENS = `
select t.id, t.description, t.created_at as "createdAt", u.id as "userId", u.email,
  extract(epoch from t.expires_at - now())::integer as "expiresInSeconds"
from tokens t join users u on u.id = t.user_id
where t.user_id = $1 and (t.expires_at is null or t.expires_at > now())`;
