import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { permissionsOf } from '@jujube/core/access/permission-tree.js';
import { Reader } from '@jujube/database/reader.js';
import { GRANTED_LEAVES } from '@jujube/database/role-grants/granted-leaves.js';
import { IS_USE_DUE } from './token-use-due.js';

export interface TokenHolder {
  caller: Caller;
  /** whether this use of the token must be noted (NoteTokenUse) */
  isUseDue: boolean;
}

type HolderRow = Omit<Caller, 'limits' | 'granted'> & {
  isUseDue: boolean;
  appId: string | null;
  leaves: string[] | null;
  grantedLeaves: string[];
};

export interface TokenRow {
  id: string;
  description: string;
  createdAt: Date;
  expiresInSeconds: number | null;
  userId: string;
  email: string;
  /** leaves of the tree of permissions; null: whatever its owner may */
  permissions: string[] | null;
  /** of all apps only this one */
  appId: string | null;
  appName: string | null;
}

/** Reads tokens; their secrets cannot be read. */
@Injectable()
export class TokenQueries {
  constructor(private readonly reader: Reader) {}

  /** Who holds the token with this hash; null when there is none, it has expired or its user is disabled. */
  async holderByHash(hash: Buffer): Promise<TokenHolder | null> {
    const row = await this.reader.first<HolderRow>(HOLDER, [hash]);
    if (!row) return null;
    const { isUseDue, appId, leaves, grantedLeaves, ...holder } = row;
    const limits = leaves === null ? null : { appId, permissions: permissionsOf(leaves) };
    return { caller: { ...holder, limits, granted: permissionsOf(grantedLeaves) }, isUseDue };
  }

  /** Without those that the platform made for itself. */
  listOf(userId: string): Promise<TokenRow[]> {
    return this.reader.rows<TokenRow>(`${TOKENS} and t.registry_app_id is null order by t.created_at, t.id`, [userId]);
  }

  find(userId: string, tokenId: string): Promise<TokenRow | null> {
    return this.reader.first<TokenRow>(`${TOKENS} and t.id = $2`, [userId, tokenId]);
  }
}

const HOLDER = `
select u.id as "userId", u.email, u.is_admin as "isAdmin", t.id as "tokenId", t.registry_app_id as "registryAppId",
  t.app_id as "appId", t.permissions as leaves, ${GRANTED_LEAVES} as "grantedLeaves",
  ${IS_USE_DUE} as "isUseDue"
from tokens t join users u on u.id = t.user_id
where t.secret_hash = $1 and u.disabled_at is null and (t.expires_at is null or t.expires_at > now())`;

const TOKENS = `
select t.id, t.description, t.created_at as "createdAt", u.id as "userId", u.email,
  extract(epoch from t.expires_at - now())::integer as "expiresInSeconds",
  t.permissions, t.app_id as "appId", a.name as "appName"
from tokens t join users u on u.id = t.user_id left join apps a on a.id = t.app_id
where t.user_id = $1 and (t.expires_at is null or t.expires_at > now())`;
