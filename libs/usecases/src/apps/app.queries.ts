import { Injectable } from '@nestjs/common';
import { openedBy, type AppPermission } from '@jujube/core/access/app-permissions.js';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import { permissionsOf } from '@jujube/core/access/permission-tree.js';
import { isGrantedApp, isOwnApp, leavesOnApp } from '@jujube/database/role-grants/granted-leaves.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { Reader } from '@jujube/database/reader.js';
import { timeCursor } from '@jujube/database/time-cursor.js';

export interface AppRow {
  id: string;
  name: string;
  isMaintenance: boolean;
  deadlineSeconds: number;
  buildTimeVars: string[];
  createdAt: Date;
  updatedAt: Date;
  ownerId: string;
  environmentId: string | null;
  environmentName: string | null;
  ownerEmail: string;
  /** it belongs to nobody alone then, and the owner is who made it */
  teamId: string | null;
  teamName: string | null;
  isLocked: boolean;
  releasedAt: Date | null;
}

/** An app as one caller meets it. */
export interface AppInReach extends AppRow {
  /** what the caller was given on it as a collaborator or by roles; null: it is theirs, or they are an administrator */
  permissions: readonly PermissionName[] | null;
}

/** Words as a collaborator, null for who is none; leaves by roles. */
interface Given {
  words: AppPermission[] | null;
  leaves: string[];
}

export type AppField = 'name' | 'id' | 'updated_at';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const COLUMNS: PageColumns<AppField> = {
  name: { sql: 'a.name', type: 'text' },
  id: { sql: 'a.id', type: 'uuid' },
  updated_at: { sql: timeCursor('a.updated_at', 'a.id'), type: 'text' },
};

/** Reads apps. Nobody sees another's apps but collaborators and administrators. */
@Injectable()
export class AppQueries {
  constructor(private readonly reader: Reader) {}

  list(caller: Caller, page: PageRequest<AppField>): Promise<(AppRow & { cursor: string })[]> {
    const values: unknown[] = [];
    const where = caller.isAdmin ? 'true' : inReachOf(`$${values.push(caller.userId)}`);
    const clause = pageClause(page, COLUMNS, values);
    return this.reader.rows(`select ${APP}, ${pageCursor(page, COLUMNS)} ${FROM} where ${where}${clause}`, values);
  }

  /**
   * @param idOrName what a URL or a body names an app by
   * @returns also apps on which the caller may not do everything: isPermitted() tells what
   */
  async findInReach(caller: Caller, idOrName: string): Promise<AppInReach | null> {
    const column = UUID.test(idOrName) ? 'a.id' : 'a.name';
    const app = await this.reader.first<AppRow>(`select ${APP} ${FROM} where ${column} = $1`, [idOrName]);
    const { isAdmin, userId, limits } = caller;
    if (!app || (limits !== null && limits.appId !== null && limits.appId !== app.id)) return null;
    if (isAdmin || (app.ownerId === userId && app.teamId === null)) return { ...app, permissions: null };
    const permissions = await this.givenOn(app.id, userId);
    return permissions && { ...app, permissions };
  }

  /** What somebody was given on an app of others; null: they do not see it. Asked apart, since it costs more than all the rest. */
  private async givenOn(appId: string, userId: string): Promise<PermissionName[] | null> {
    const given = await this.reader.first<Given>(
      `select c.permissions as words, ${leavesOnApp('$2')} as leaves
       from apps a left join collaborators c on c.app_id = a.id and c.user_id = $2 where a.id = $1`,
      [appId, userId],
    );
    if (!given || (given.words === null && !given.leaves.includes('app.view'))) return null;
    return [...openedBy(given.words ?? []), ...permissionsOf(given.leaves)];
  }

  /** An app on which the caller may do everything: their own, or any for administrators. */
  async find(caller: Caller, idOrName: string): Promise<AppRow | null> {
    const app = await this.findInReach(caller, idOrName);
    return app?.permissions === null ? app : null;
  }

  /** Of these apps those that the caller may see, by name. */
  among(caller: Caller, ids: readonly string[]): Promise<AppRow[]> {
    const values = [ids, caller.isAdmin, caller.userId, caller.limits?.appId ?? null];
    return this.reader.rows<AppRow>(
      `select ${APP} ${FROM} where a.id::text = any($1) and ($2 or ${inReachOf('$3')})
       and ($4::uuid is null or a.id = $4) order by a.name`,
      values,
    );
  }

  /** The apps of a team that the caller may see, by name. */
  ofTeam({ isAdmin, userId, limits }: Caller, teamId: string): Promise<AppRow[]> {
    return this.reader.rows<AppRow>(
      `select ${APP} ${FROM} where a.team_id = $1 and ($2 or ${inReachOf('$3')}) and ($4::uuid is null or a.id = $4)
       order by a.name`,
      [teamId, isAdmin, userId, limits?.appId ?? null],
    );
  }

  byId(id: string): Promise<AppRow | null> {
    return this.reader.first<AppRow>(`select ${APP} ${FROM} where a.id = $1`, [id]);
  }
}

const APP = `a.id, a.name, a.is_maintenance as "isMaintenance", a.deadline_seconds as "deadlineSeconds",
  a.build_time_vars as "buildTimeVars", a.created_at as "createdAt", a.updated_at as "updatedAt", u.id as "ownerId", u.email as "ownerEmail",
  a.environment_id as "environmentId",
  (select e.name from environments e where e.id = a.environment_id) as "environmentName",
  a.team_id as "teamId", (select t.name from teams t where t.id = a.team_id) as "teamName", a.is_locked as "isLocked",
  (select max(r.created_at) from releases r where r.app_id = a.id and r.image is not null) as "releasedAt"`;
const FROM = 'from apps a join users u on u.id = a.owner_id';

function inReachOf(user: string): string {
  return `(${isOwnApp(user)} or a.id in (select app_id from collaborators where user_id = ${user})
    or ${isGrantedApp(user)})`;
}
