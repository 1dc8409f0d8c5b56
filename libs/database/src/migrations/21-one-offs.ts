import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-off dynos: tasks of an app, which people may attach to; the relay they attach through, and who signs for it. */
export class OneOffs21 implements MigrationInterface {
  readonly name = 'OneOffs0000000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tasks add column app_id uuid references apps on delete cascade;
      create index tasks_of_app on tasks (app_id) where app_id is not null;
      create table one_offs (
        task_id uuid primary key references task_runs on delete cascade,
        app_id uuid not null references apps on delete cascade,
        release_id uuid not null references releases on delete cascade,
        process_type text not null,
        number integer not null,
        command text not null,
        is_attached boolean not null,
        is_tty boolean not null,
        columns integer,
        rows integer);
      create unique index one_off_names on one_offs (app_id, process_type, number);
      alter table capabilities drop constraint capabilities_kind_check,
        add constraint capabilities_kind_check check (kind in ('log', 'build-output', 'attach'));
      create table attach_relays (
        is_the_one boolean primary key default true check (is_the_one),
        address text not null,
        since timestamptz not null default now());
      create table certificate_authorities (
        is_the_one boolean primary key default true check (is_the_one),
        certificate text not null,
        key_encrypted bytea not null,
        created_at timestamptz not null default now())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table certificate_authorities, attach_relays, one_offs;
      delete from capabilities where kind = 'attach';
      alter table capabilities drop constraint capabilities_kind_check,
        add constraint capabilities_kind_check check (kind in ('log', 'build-output'));
      delete from tasks where app_id is not null;
      alter table tasks drop column app_id`);
  }
}
