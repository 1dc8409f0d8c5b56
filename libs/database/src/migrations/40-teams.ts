import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams: people who own apps together, and who get roles together. */
export class Teams40 implements MigrationInterface {
  readonly name = 'Teams0000000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table teams (
        id uuid primary key default gen_random_uuid(),
        name text not null unique,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now());
      create table team_members (
        id uuid primary key default gen_random_uuid(),
        team_id uuid not null references teams on delete cascade,
        user_id uuid not null references users on delete cascade,
        role text not null check (role in ('admin', 'member', 'viewer', 'collaborator')),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (team_id, user_id));
      create index team_members_of_user on team_members (user_id);
      alter table apps add column team_id uuid references teams, add column is_locked boolean not null default false;
      create index apps_of_team on apps (team_id) where team_id is not null;
      alter table role_grants alter column user_id drop not null,
        add column team_id uuid references teams on delete cascade,
        add constraint granted_to_one check (num_nonnulls(user_id, team_id) = 1);
      drop index one_grant;
      create unique index one_grant on role_grants (coalesce(user_id, team_id), role,
        coalesce(environment_id, '00000000-0000-0000-0000-000000000000'), coalesce(app_id, '00000000-0000-0000-0000-000000000000'))`);
    await runner.query(HELD_ROLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop view held_roles;
      delete from role_grants where user_id is null;
      alter table role_grants drop column team_id, alter column user_id set not null;
      create unique index one_grant on role_grants (user_id, role,
        coalesce(environment_id, '00000000-0000-0000-0000-000000000000'), coalesce(app_id, '00000000-0000-0000-0000-000000000000'));
      alter table apps drop column team_id, drop column is_locked;
      drop table team_members, teams`);
  }
}

// given to oneself; given to one's team; and on the apps of one's team, of which locked ones are for its administrators
const HELD_ROLES = `
create view held_roles as
select user_id, role, environment_id, app_id from role_grants where user_id is not null
union all
select m.user_id, g.role, g.environment_id, g.app_id
from role_grants g join team_members m on m.team_id = g.team_id and m.role <> 'collaborator'
union all
select m.user_id, t.role, null::uuid, a.id from team_members m
join (values ('admin', 'admin'), ('member', 'deployer'), ('member', 'operator'), ('viewer', 'viewer')) as t (member, role)
  on t.member = m.role
join apps a on a.team_id = m.team_id and (m.role = 'admin' or not a.is_locked)`;
