import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How process types are updated, as their owner said it; and what a deployment waits for. */
export class UpdateSettings3 implements MigrationInterface {
  readonly name = 'UpdateSettings0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table formations add column update_settings jsonb not null default '{}'`);
    await runner.query(DEPLOYMENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table formations drop column update_settings');
    await runner.query(`alter table deployments drop column is_revert, drop column is_revert_wanted, drop column is_hidden,
      drop column paused_at,
      drop column promoted_at, drop column canaries_since, drop column promotes_at, drop column switched_at, drop column confirmed_at`);
  }
}

const DEPLOYMENTS = `
alter table deployments
  add column is_revert boolean not null default false,
  add column is_revert_wanted boolean not null default false,
  add column is_hidden boolean not null default false,
  add column paused_at timestamptz,
  add column promoted_at timestamptz,
  add column canaries_since timestamptz,
  add column promotes_at timestamptz,
  add column switched_at timestamptz,
  add column confirmed_at timestamptz;
create index reverts_wanted on deployments (id) where is_revert_wanted`;
