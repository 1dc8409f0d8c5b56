import { Injectable } from '@nestjs/common';
import { Reader } from '@jujube/database/reader.js';

export interface RoleRow {
  name: string;
  permissions: string[];
  isBuiltIn: boolean;
  createdAt: Date;
}

export interface GrantRow {
  id: string;
  /** of a person or of a team */
  userId: string | null;
  email: string | null;
  teamId: string | null;
  teamName: string | null;
  role: string;
  environmentId: string | null;
  environmentName: string | null;
  appId: string | null;
  appName: string | null;
  createdAt: Date;
}

const ROLES = `select name, permissions, is_built_in as "isBuiltIn", created_at as "createdAt" from roles`;

const GRANTS = `
select g.id, u.id as "userId", u.email,
  t.id as "teamId", t.name as "teamName", g.role, e.id as "environmentId", e.name as "environmentName", a.id as "appId",
  a.name as "appName", g.created_at as "createdAt"
from role_grants g left join users u on u.id = g.user_id left join teams t on t.id = g.team_id
left join environments e on e.id = g.environment_id
left join apps a on a.id = g.app_id`;

@Injectable()
export class RoleQueries {
  constructor(private readonly reader: Reader) {}

  list(): Promise<RoleRow[]> {
    return this.reader.rows<RoleRow>(`${ROLES} order by not is_built_in, name`);
  }

  find(name: string): Promise<RoleRow | null> {
    return this.reader.first<RoleRow>(`${ROLES} where name = $1`, [name]);
  }

  grants(): Promise<GrantRow[]> {
    return this.reader.rows<GrantRow>(`${GRANTS} order by u.email, t.name, g.role, e.name, a.name, g.id`);
  }

  grant(id: string): Promise<GrantRow | null> {
    return this.reader.first<GrantRow>(`${GRANTS} where g.id::text = $1`, [id]);
  }

  /** By a role in the environment; those that one has everywhere are known from the token. */
  async mayCreateApps(userId: string, environmentId: string): Promise<boolean> {
    const found = await this.reader.first(
      `select 1 from held_roles g join roles r on r.name = g.role
       where g.user_id = $1 and g.environment_id = $2 and 'app.create' = any(r.permissions)`,
      [userId, environmentId],
    );
    return found !== null;
  }
}
