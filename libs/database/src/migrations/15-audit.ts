import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asked for what, and what came of it: rows that nobody changes, each sealed with the one before. */
export class Audit15 implements MigrationInterface {
  readonly name = 'Audit0000000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AUDIT_EVENTS);
    await runner.query(AUDIT_HASH);
    await runner.query(APPEND_AUDIT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function append_audit(jsonb)');
    await runner.query('drop function audit_hash(bytea, audit_events)');
    await runner.query('drop table audit_events');
  }
}

const AUDIT_EVENTS = `
create table audit_events (
  sequence bigint primary key,
  at timestamptz not null,
  kind text not null check (kind in ('asked', 'answered', 'refused')),
  request_id uuid not null,
  actor_id uuid,
  actor_email text,
  token_id uuid,
  ip text not null,
  verb text not null,
  permission text,
  target text not null,
  app_id uuid,
  status integer,
  problem text,
  state_hash text,
  hash bytea not null
);
create index audit_events_of_request on audit_events (request_id);
create index audit_events_of_app on audit_events (app_id, sequence desc) where kind <> 'answered';
create index audit_events_of_actor on audit_events (actor_id, sequence desc) where kind <> 'answered';
create index audit_events_by_time on audit_events (at)`;

// as JSON, whose members have an order of their own; without nulls, so that a later column changes nothing about older lines
const AUDIT_HASH = `
create function audit_hash(before bytea, event audit_events) returns bytea language sql stable set timezone = 'UTC' as
$$ select sha256(coalesce(before, '') || convert_to(jsonb_strip_nulls(to_jsonb(event) - 'hash')::text, 'UTF8')) $$`;

// runs as the owner: the application itself may insert nothing, so that it can neither forge a row nor leave one out of the chain
const APPEND_AUDIT = `
create function append_audit(event jsonb) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last record;
  made audit_events;
begin
  perform pg_advisory_xact_lock(hashtext('jujube audit'));
  select a.sequence, a.hash into last from audit_events a order by a.sequence desc limit 1;
  made := jsonb_populate_record(null::audit_events, event);
  made.sequence := coalesce(last.sequence, 0) + 1;
  made.at := clock_timestamp();
  made.hash := audit_hash(last.hash, made);
  insert into audit_events select made.*;
  return made.sequence;
end $$`;
