import type { EntityManager } from 'typeorm';
import { isPermitted, openedBy, type AppPermission } from '@jujube/core/access/app-permissions.js';
import { permissionsOf } from '@jujube/core/access/permission-tree.js';
import { cutToLimits } from '@jujube/core/access/token-limits.js';
import { isOwnApp, leavesOnApp } from '../role-grants/granted-leaves.js';
import type { StreamHolder } from './stream-holder.js';

interface RightRow {
  readonly isUser: boolean;
  readonly isToken: boolean;
  readonly isApp: boolean;
  readonly isAdmin: boolean;
  readonly isOwn: boolean;
  readonly words: AppPermission[];
  readonly leaves: string[];
  /** null: the token may do whatever its owner may */
  readonly tokenLeaves: string[] | null;
  readonly tokenAppId: string | null;
}

/** Of these holders those who may not go on, each with the reason as one sentence. One statement for all of them. */
export async function lostRights<Holder extends StreamHolder>(
  manager: Pick<EntityManager, 'query'>,
  holders: readonly Holder[],
): Promise<Map<Holder, string>> {
  if (holders.length === 0) return new Map();
  // a thousand streams are mostly for a few people and apps
  const asked = new Map(
    holders.map(({ userId, tokenId, appId }) => [keyOf({ userId, tokenId, appId }), { userId, tokenId, appId }]),
  );
  const places = [...asked.values()].map((one, place) => ({ ...one, place }));
  const rows: RightRow[] = await manager.query(RIGHTS, [JSON.stringify(places)]);
  const found = new Map([...asked.keys()].map((key, place) => [key, rows[place]!]));
  const lost = holders.flatMap((holder) => {
    const why = whyLost(holder, found.get(keyOf(holder))!);
    return why === null ? [] : [[holder, why] as const];
  });
  return new Map(lost);
}

const keyOf = ({ userId, tokenId, appId }: Pick<StreamHolder, 'userId' | 'tokenId' | 'appId'>) =>
  [userId, tokenId, appId].join();

const RIGHTS = `
select u.id is not null and u.disabled_at is null as "isUser", h."tokenId" is null or t.id is not null as "isToken",
  h."appId" is null or a.id is not null as "isApp", coalesce(u.is_admin, false) as "isAdmin",
  coalesce(${isOwnApp('u.id')}, false) as "isOwn", coalesce(c.permissions, '{}') as words, ${leavesOnApp('u.id')} as leaves,
  t.permissions as "tokenLeaves", t.app_id as "tokenAppId"
from jsonb_to_recordset($1) as h (place integer, "userId" uuid, "tokenId" uuid, "appId" uuid)
left join users u on u.id = h."userId"
left join tokens t on t.id = h."tokenId" and t.user_id = u.id and (t.expires_at is null or t.expires_at > now())
left join apps a on a.id = h."appId"
left join collaborators c on c.app_id = a.id and c.user_id = u.id
order by h.place`;

function whyLost(holder: StreamHolder, row: RightRow): string | null {
  if (!row.isUser) return 'the account that opened this is disabled or removed.';
  if (!row.isToken) return 'the token that opened this was revoked or has expired.';
  if (!row.isApp) return 'the app is destroyed.';
  const isPermittedStill = holder.appId === null ? mayAnywhere(holder, row) : mayOnApp(holder, row);
  return isPermittedStill ? null : `you may not do this any more: the permission ${holder.needed} was withdrawn.`;
}

function mayAnywhere({ needed, isForAdmin = false }: StreamHolder, row: RightRow): boolean {
  if (isForAdmin && !row.isAdmin) return false;
  return row.tokenLeaves === null || (row.tokenAppId === null && permissionsOf(row.tokenLeaves).includes(needed));
}

function mayOnApp({ appId, needed }: StreamHolder, row: RightRow): boolean {
  const { isAdmin, isOwn, words, leaves, tokenLeaves, tokenAppId } = row;
  if (tokenAppId !== null && tokenAppId !== appId) return false;
  const given = isAdmin || isOwn ? null : [...openedBy(words), ...permissionsOf(leaves)];
  const limits = tokenLeaves && { appId: tokenAppId, permissions: permissionsOf(tokenLeaves) };
  return isPermitted(cutToLimits(given, limits), needed);
}
