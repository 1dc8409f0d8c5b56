/** Who may do something. */
export const PEOPLE = `
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

/** What users own. */
export const APPS = `
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

/** What apps become, and the journey there. */
export const RELEASES = `
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

/** How many dynos of what. */
export const FORMATIONS = `
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

/** Sources on their way to images. */
export const BUILDS = `
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

/** Where dynos and builds may go, and what was seen there. */
export const HOSTS = `
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
