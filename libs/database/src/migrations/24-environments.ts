import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Environments with hosts and apps of their own; roles, and who has which one where. */
export class Environments24 implements MigrationInterface {
  readonly name = 'Environments0000000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table environments (
        id uuid primary key default gen_random_uuid(),
        name text not null unique,
        created_at timestamptz not null default now());
      alter table apps add column environment_id uuid references environments;
      alter table hosts add column environment_id uuid references environments;
      create index apps_of_environment on apps (environment_id) where environment_id is not null;
      create table roles (
        name text primary key,
        permissions text[] not null,
        is_built_in boolean not null default false,
        created_at timestamptz not null default now());
      create table role_grants (
        id uuid primary key default gen_random_uuid(),
        user_id uuid not null references users on delete cascade,
        role text not null references roles on delete cascade,
        environment_id uuid references environments on delete cascade,
        app_id uuid references apps on delete cascade,
        created_at timestamptz not null default now(),
        check (environment_id is null or app_id is null));
      create unique index one_grant on role_grants (user_id, role,
        coalesce(environment_id, '00000000-0000-0000-0000-000000000000'), coalesce(app_id, '00000000-0000-0000-0000-000000000000'))`);
    for (const [name, permissions] of Object.entries(BUILT_IN_ROLES)) {
      await runner.query('insert into roles (name, permissions, is_built_in) values ($1, $2, true)', [
        name,
        permissions,
      ]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table role_grants, roles;
      alter table hosts drop column environment_id;
      alter table apps drop column environment_id;
      drop table environments`);
  }
}

// as the tree of permissions was: what it gets later on, these roles get by later migrations
const ON_APPS = [
  ...['app.view', 'app.deploy', 'app.operate', 'app.manage'],
  ...['app.rollback', 'app.build', 'app.config', 'app.run', 'app.create'],
];

const BUILT_IN_ROLES: Readonly<Record<string, readonly string[]>> = {
  owner: ON_APPS,
  admin: ON_APPS,
  deployer: ['app.view', 'app.deploy', 'app.create'],
  operator: ['app.view', 'app.operate'],
  viewer: ['app.view'],
};
