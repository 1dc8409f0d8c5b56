import type { MigrationInterface, QueryRunner } from 'typeorm';

/** More than one person: who was invited, who may no longer, and who was let into whose app. */
export class People17 implements MigrationInterface {
  readonly name = 'People0000000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table users alter column password_hash drop not null;
      alter table users add column disabled_at timestamptz;
      create table invitations (
        user_id uuid primary key references users on delete cascade,
        code_hash bytea not null unique,
        expires_at timestamptz not null);
      create table collaborators (
        id uuid primary key default gen_random_uuid(),
        app_id uuid not null references apps on delete cascade,
        user_id uuid not null references users on delete cascade,
        permissions text[] not null check (permissions <@ array['view', 'deploy', 'operate', 'manage']),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (app_id, user_id));
      create index collaborators_of_user on collaborators (user_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table collaborators;
      drop table invitations;
      delete from users where password_hash is null;
      alter table users drop column disabled_at;
      alter table users alter column password_hash set not null`);
  }
}
