import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import type { TeamRole } from '@jujube/core/access/team-role.js';
import { Reader } from '@jujube/database/reader.js';

export interface TeamRow {
  id: string;
  name: string;
  /** of the one who asks; null: an administrator of the installation who is not in it */
  role: TeamRole | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface TeamMemberRow {
  id: string;
  userId: string;
  email: string;
  role: TeamRole;
  hasSecondFactor: boolean;
  createdAt: Date;
  updatedAt: Date;
}

const TEAMS = `
select t.id, t.name, m.role, t.created_at as "createdAt", t.updated_at as "updatedAt"
from teams t left join team_members m on m.team_id = t.id and m.user_id = $1 where ($2 or m.id is not null)`;

const MEMBERS = `
select m.id, u.id as "userId", u.email, m.role, m.created_at as "createdAt", m.updated_at as "updatedAt",
  exists (select from second_factors s where s.user_id = u.id and s.confirmed_at is not null) as "hasSecondFactor"
from team_members m join users u on u.id = m.user_id where m.team_id = $1`;

/** Reads teams: one's own, administrators all of them. */
@Injectable()
export class TeamQueries {
  constructor(private readonly reader: Reader) {}

  list({ userId, isAdmin }: Caller): Promise<TeamRow[]> {
    return this.reader.rows<TeamRow>(`${TEAMS} order by t.name`, [userId, isAdmin]);
  }

  find({ userId, isAdmin }: Caller, idOrName: string): Promise<TeamRow | null> {
    return this.reader.first<TeamRow>(`${TEAMS} and (t.id::text = $3 or t.name = $3)`, [userId, isAdmin, idOrName]);
  }

  members(teamId: string): Promise<TeamMemberRow[]> {
    return this.reader.rows<TeamMemberRow>(`${MEMBERS} order by u.email`, [teamId]);
  }

  /** @param key of the membership, or id or e-mail address of the user */
  member(teamId: string, key: string): Promise<TeamMemberRow | null> {
    return this.reader.first<TeamMemberRow>(
      `${MEMBERS} and (m.id::text = $2 or u.id::text = $2 or u.email = lower($2))`,
      [teamId, key],
    );
  }
}
