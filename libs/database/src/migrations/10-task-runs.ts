import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-shot tasks that anybody may ask for, beside builds: what they are to do, how far they are, what they said. */
export class TaskRuns10 implements MigrationInterface {
  readonly name = 'TaskRuns0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table tasks drop constraint tasks_kind_check,
      add constraint tasks_kind_check check (kind in ('build', 'run')),
      add column host_labels jsonb not null default '{}'`);
    await runner.query(TASK_RUNS);
    await runner.query(TASK_OUTPUT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table task_output');
    await runner.query('drop table task_runs');
    await runner.query(`delete from tasks where kind = 'run'`);
    await runner.query(`alter table tasks drop column host_labels, drop constraint tasks_kind_check,
      add constraint tasks_kind_check check (kind in ('build'))`);
  }
}

const PHASES = `'queued', 'staging', 'running', 'terminating', 'finished', 'failed', 'killed', 'lost', 'error'`;

const TASK_RUNS = `
create table task_runs (
  id uuid primary key references tasks on delete cascade,
  owner_id uuid not null references users on delete cascade,
  wish jsonb not null,
  secrets_encrypted bytea not null,
  idempotency_key text,
  request_hash text not null,
  phase text not null default 'queued' check (phase in (${PHASES})),
  attempt integer not null default 1,
  never_started integer not null default 0,
  failed integer not null default 0,
  is_kill_wanted boolean not null default false,
  reason text,
  exit_code integer,
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  callback_state text not null default 'none' check (callback_state in ('none', 'waiting', 'accepted', 'given_up')),
  callback_tries integer not null default 0,
  callback_at timestamptz,
  callback_trouble text,
  created_at timestamptz not null default now()
);
create unique index one_task_per_idempotency_key on task_runs (owner_id, idempotency_key) where idempotency_key is not null;
create index task_runs_open on task_runs (id) where phase in ('queued', 'staging', 'running', 'terminating');
create index task_runs_to_tell on task_runs (callback_at) where callback_state = 'waiting'`;

const TASK_OUTPUT = `
create table task_output (
  id bigint generated always as identity primary key,
  task_id uuid not null references task_runs on delete cascade,
  stream text not null check (stream in ('stdout', 'stderr')),
  text text not null
);
create index task_output_of_task on task_output (task_id, stream, id)`;
