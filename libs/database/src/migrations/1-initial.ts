import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Everything that is wanted (written by use cases) and everything that was seen (written by scheduler, builder, router). */
export class Initial1 implements MigrationInterface {
  // the 13 digits that TypeORM orders migrations by
  readonly name = 'Initial0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [PEOPLE, APPS, RELEASES, FORMATIONS, BUILDS, HOSTS, DYNOS, ROUTING, LOGS, WORK]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function refuse_change cascade; drop table leaders, outbox, capabilities, log_cursors, log_lines, router_dynos, routers, dynos,
      host_probes, host_status, tasks, build_output, builds, source_chunks, sources, hosts, slot_wishes, formations,
      deployments, releases, domains, apps, tokens, users cascade`);
  }
}

const PEOPLE = `
create table users (
  id uuid primary key default gen_random_uuid(),
  email text not null unique,
  password_hash text not null,
  is_admin boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now());
create table tokens (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  description text not null default '',
  secret_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz);`;

const APPS = `
create table apps (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  owner_id uuid not null references users,
  is_maintenance boolean not null default false,
  deadline_seconds integer not null default 300,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now());
alter table tokens add column registry_app_id uuid references apps on delete cascade;
create table domains (
  id uuid primary key default gen_random_uuid(),
  app_id uuid not null references apps on delete cascade,
  hostname text not null unique,
  kind text not null check (kind in ('heroku', 'custom')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now());`;

const RELEASES = `
create table releases (
  id uuid primary key default gen_random_uuid(),
  app_id uuid not null references apps on delete cascade,
  version integer not null,
  description text not null,
  image text,
  image_tag text,
  build_id uuid,
  process_types jsonb not null default '{}',
  config_encrypted bytea not null,
  created_by uuid not null references users,
  created_at timestamptz not null default now(),
  unique (app_id, version));
create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception 'releases are immutable: make a new one'; end $$;
create trigger releases_are_immutable before update on releases execute function refuse_change();
create table deployments (
  id uuid primary key default gen_random_uuid(),
  app_id uuid not null references apps on delete cascade,
  release_id uuid not null unique references releases on delete cascade,
  state text not null check (state in ('pending', 'succeeded', 'failed', 'superseded', 'cancelled')),
  reason text,
  log_excerpt text,
  created_at timestamptz not null default now(),
  deadline_at timestamptz not null,
  finished_at timestamptz);
create unique index one_active_deployment on deployments (app_id) where state = 'pending';
create index deployments_of_app on deployments (app_id, created_at desc);`;

const FORMATIONS = `
create table formations (
  id uuid primary key default gen_random_uuid(),
  app_id uuid not null references apps on delete cascade,
  process_type text not null,
  quantity integer not null check (quantity between 0 and 1000),
  cpu_millis integer not null,
  memory_mib integer not null,
  rules jsonb not null default '{}',
  health_check jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (app_id, process_type));
create table slot_wishes (
  app_id uuid not null references apps on delete cascade,
  process_type text not null,
  slot integer not null,
  is_stopped boolean not null default false,
  restart integer not null default 0,
  updated_at timestamptz not null default now(),
  primary key (app_id, process_type, slot));`;

const BUILDS = `
create table sources (
  id uuid primary key default gen_random_uuid(),
  created_by uuid not null references users,
  upload_hash bytea not null,
  size_bytes bigint,
  sha256 bytea,
  created_at timestamptz not null default now());
create table source_chunks (
  source_id uuid not null references sources on delete cascade,
  seq integer not null,
  bytes bytea not null,
  primary key (source_id, seq));
create table builds (
  id uuid primary key default gen_random_uuid(),
  app_id uuid not null references apps on delete cascade,
  created_by uuid not null references users,
  source jsonb not null,
  state text not null check (state in ('pending', 'succeeded', 'failed', 'cancelled')),
  phase text not null default 'queued',
  stack text,
  commit text,
  image text,
  process_types jsonb,
  release_id uuid,
  failure text,
  is_cancel_requested boolean not null default false,
  attempt integer not null default 0,
  generation integer not null default 1,
  lease_owner text,
  lease_until timestamptz,
  fence bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz);
create index builds_of_app on builds (app_id, created_at desc);
create index builds_open on builds (created_at) where state = 'pending';
create table build_output (
  build_id uuid not null references builds on delete cascade,
  seq bigserial,
  at timestamptz not null default now(),
  text text not null,
  primary key (build_id, seq));`;

const HOSTS = `
create table hosts (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  url text not null,
  address text,
  credentials_encrypted bytea,
  ssh_host_key text,
  labels jsonb not null default '{}',
  pool text not null default 'default',
  sandbox text not null default 'default' check (sandbox in ('default', 'strict', 'privileged')),
  is_cordoned boolean not null default false,
  is_draining boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now());
create table host_status (
  host_id uuid primary key references hosts on delete cascade,
  status text not null check (status in ('ready', 'disconnected', 'down')),
  reason text,
  address text,
  engine_version text,
  cpu_millis integer not null default 0,
  memory_mib integer not null default 0,
  has_live_restore boolean not null default false,
  last_seen_at timestamptz,
  updated_at timestamptz not null default now());
create table host_probes (
  id uuid primary key default gen_random_uuid(),
  connection_encrypted bytea not null,
  report jsonb,
  created_at timestamptz not null default now(),
  answered_at timestamptz);
create table tasks (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('build')),
  build_id uuid references builds on delete cascade,
  pool text not null default 'default',
  cpu_millis integer not null,
  memory_mib integer not null,
  state text not null default 'queued' check (state in ('queued', 'placed', 'finished')),
  host_id uuid references hosts on delete set null,
  blocked text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now());
create unique index one_open_task_per_build on tasks (build_id) where state <> 'finished';`;

const DYNOS = `
create table dynos (
  id uuid primary key default gen_random_uuid(),
  app_id uuid not null,
  app_name text not null,
  process_type text not null,
  slot integer not null,
  incarnation integer not null,
  release_id uuid not null,
  release_version integer not null,
  generation text not null,
  command text not null default '',
  image text not null,
  host_id uuid not null,
  host_name text not null,
  host_address text not null,
  host_port integer,
  cpu_millis integer not null,
  memory_mib integer not null,
  state text not null check (state in ('placed', 'starting', 'up', 'draining', 'stopping', 'stopped', 'crashed', 'lost')),
  is_healthy boolean not null default false,
  container_id text,
  reason text,
  exit_code integer,
  created_at timestamptz not null default now(),
  state_since timestamptz not null default now(),
  healthy_since timestamptz,
  unique (app_id, process_type, slot, incarnation));
create index dynos_live on dynos (app_id) where state not in ('stopped', 'crashed', 'lost');
create unique index one_dyno_per_host_port on dynos (host_id, host_port)
  where host_port is not null and state not in ('stopped', 'crashed', 'lost');`;

const ROUTING = `
create table routers (
  id text primary key,
  heartbeat_at timestamptz not null default now(),
  version text,
  error text);
create table router_dynos (
  router_id text not null references routers on delete cascade,
  dyno_id uuid not null,
  state text not null check (state in ('routed', 'drained')),
  at timestamptz not null default now(),
  primary key (router_id, dyno_id));`;

const LOGS = `
create table log_lines (
  id bigserial primary key,
  app_id uuid not null,
  at timestamptz not null,
  source text not null,
  dyno text not null,
  dyno_id uuid,
  text text not null);
create index log_lines_of_app on log_lines (app_id, id);
create index log_lines_by_age on log_lines (at);
create table log_cursors (
  dyno_id uuid primary key,
  at text not null,
  repeats integer not null default 0,
  updated_at timestamptz not null default now());
create table capabilities (
  secret_hash bytea primary key,
  kind text not null check (kind in ('log', 'build-output')),
  subject jsonb not null,
  expires_at timestamptz not null);`;

const WORK = `
create table outbox (
  id bigserial primary key,
  kind text not null check (kind in ('build', 'prune-images')),
  row_id uuid not null,
  generation integer not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz);
create index outbox_unsent on outbox (id) where sent_at is null;
create table leaders (
  name text primary key,
  fence bigint not null default 0,
  holder text,
  since timestamptz);
insert into leaders (name) values ('scheduler');`;
