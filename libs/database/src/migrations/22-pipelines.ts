import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pipelines: apps in stages, and what was promoted from one to the next. */
export class Pipelines22 implements MigrationInterface {
  readonly name = 'Pipelines0000000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pipelines (
        id uuid primary key default gen_random_uuid(),
        name text not null unique,
        owner_id uuid not null references users on delete cascade,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now());
      create table pipeline_couplings (
        id uuid primary key default gen_random_uuid(),
        pipeline_id uuid not null references pipelines on delete cascade,
        app_id uuid not null unique references apps on delete cascade,
        stage text not null check (stage in ('test', 'review', 'development', 'staging', 'production')),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now());
      create index couplings_of_pipeline on pipeline_couplings (pipeline_id);
      create table pipeline_promotions (
        id uuid primary key default gen_random_uuid(),
        pipeline_id uuid not null references pipelines on delete cascade,
        source_app_id uuid not null references apps on delete cascade,
        source_release_id uuid not null references releases on delete cascade,
        created_by uuid not null references users on delete cascade,
        created_at timestamptz not null default now());
      create table pipeline_promotion_targets (
        id uuid primary key default gen_random_uuid(),
        promotion_id uuid not null references pipeline_promotions on delete cascade,
        app_id uuid not null references apps on delete cascade,
        release_id uuid references releases on delete cascade,
        error_message text);
      create index targets_of_promotion on pipeline_promotion_targets (promotion_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table pipeline_promotion_targets, pipeline_promotions, pipeline_couplings, pipelines');
  }
}
