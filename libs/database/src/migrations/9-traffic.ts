import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What routers saw of each release's requests, and what came out of it for each deployment. */
export class Traffic9 implements MigrationInterface {
  readonly name = 'Traffic0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TRAFFIC);
    await runner.query('alter table deployments add column proof jsonb');
    await runner.query(UNPROVEN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table deployments drop column proof');
    await runner.query('drop table traffic');
  }
}

// no foreign keys: a router writes what it saw, also of an app that was just destroyed; the purge takes it away
const TRAFFIC = `
create table traffic (
  app_id uuid not null,
  release_id uuid,
  router_id text not null,
  at timestamptz not null,
  requests integer not null,
  server_errors integer not null,
  resets integer not null,
  latencies integer[] not null,
  unique nulls not distinct (app_id, at, release_id, router_id)
);
create index traffic_by_time on traffic (at)`;

const UNPROVEN = `create index deployments_unproven on deployments (finished_at) where proof is null`;
