import { Injectable } from '@nestjs/common';
import { APP_PERMISSIONS, type AppPermission } from '@jujube/core/access/app-permissions.js';
import { Reader } from '@jujube/database/reader.js';

export interface CollaboratorRow {
  id: string;
  userId: string;
  email: string;
  /** collaborators were let in; the others have the app by themselves, alone or as a team */
  role: 'owner' | 'admin' | 'member' | 'viewer' | 'collaborator';
  permissions: AppPermission[];
  createdAt: Date;
  updatedAt: Date;
}

/** Reads who may do what on an app: its owner or team first, then whom it was given to. Administrators may everywhere and are not listed. */
@Injectable()
export class CollaboratorQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string): Promise<CollaboratorRow[]> {
    return this.reader.rows<CollaboratorRow>(
      `select * from (${COLLABORATORS}) found order by role = 'collaborator', email`,
      [appId, ALL],
    );
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
select a.id, u.id as "userId", u.email, 'owner' as role, $2::text[] as permissions,
  a.created_at as "createdAt", a.created_at as "updatedAt"
from apps a join users u on u.id = a.owner_id where a.id = $1 and a.team_id is null
union all
select m.id, u.id, u.email, m.role, case m.role when 'admin' then $2::text[]
  when 'member' then '{view,deploy,operate}' else '{view}' end, m.created_at, m.updated_at
from apps a join team_members m on m.team_id = a.team_id join users u on u.id = m.user_id
where a.id = $1 and m.role <> 'collaborator' and (m.role = 'admin' or not a.is_locked)
  and not exists (select from collaborators c where c.app_id = a.id and c.user_id = u.id)
union all
select c.id, u.id, u.email, 'collaborator', c.permissions, c.created_at, c.updated_at
from collaborators c join users u on u.id = c.user_id where c.app_id = $1`;
