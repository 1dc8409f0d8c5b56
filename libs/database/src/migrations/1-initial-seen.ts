/** What runs. */
export const DYNOS = `
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
  where host_port is not null and state not in ('stopped', 'crashed', 'lost');
create table waiting_slots (
  app_id uuid not null,
  process_type text not null,
  slot integer not null,
  state text not null check (state in ('blocked', 'crashed')),
  reason text not null,
  retry_at timestamptz,
  since timestamptz not null default now(),
  primary key (app_id, process_type, slot));`;

/** Which routers there are, and what they send to. */
export const ROUTING = `
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

/** What was said, and who may read it for a while. */
export const LOGS = `
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

/** What goes to the queue, and who leads. */
export const WORK = `
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
