import { Injectable } from '@nestjs/common';
import { APP_PERMISSIONS, type AppPermission } from '@jujube/core/access/app-permissions.js';
import { Reader } from '@jujube/database/reader.js';

export interface CollaboratorRow {
  id: string;
  userId: string;
  email: string;
  isOwner: boolean;
  permissions: AppPermission[];
  createdAt: Date;
  updatedAt: Date;
}

/** Reads who may do what on an app: its owner first, then whom it was given to. Administrators may everywhere and are not listed. */
@Injectable()
export class CollaboratorQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string): Promise<CollaboratorRow[]> {
    return this.reader.rows<CollaboratorRow>(`${COLLABORATORS} order by "isOwner" desc, email`, [appId, ALL]);
  }

  /** @param key the collaborator's id, or the user's id or e-mail address */
  find(appId: string, key: string): Promise<CollaboratorRow | null> {
    return this.reader.first<CollaboratorRow>(
      `select * from (${COLLABORATORS}) found where id::text = $3 or "userId"::text = $3 or email = lower($3)`,
      [appId, ALL, key],
    );
  }
}

const ALL = [...APP_PERMISSIONS];

// the owner has no row, since nobody can take an app from them that way: the app's id stands for it
const COLLABORATORS = `
select a.id, u.id as "userId", u.email, true as "isOwner", $2::text[] as permissions,
  a.created_at as "createdAt", a.created_at as "updatedAt"
from apps a join users u on u.id = a.owner_id where a.id = $1
union all
select c.id, u.id, u.email, false, c.permissions, c.created_at, c.updated_at
from collaborators c join users u on u.id = c.user_id where c.app_id = $1`;
