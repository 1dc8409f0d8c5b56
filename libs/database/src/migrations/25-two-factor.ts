import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A second factor at the login: codes by time (RFC 6238), and codes for when the device is lost. */
export class TwoFactor25 implements MigrationInterface {
  readonly name = 'TwoFactor0000000000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table second_factors (
        user_id uuid primary key references users on delete cascade,
        secret_encrypted bytea not null,
        confirmed_at timestamptz,
        last_step bigint not null default 0);
      create table recovery_codes (
        user_id uuid not null references users on delete cascade,
        code_hash bytea not null,
        primary key (user_id, code_hash))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table recovery_codes, second_factors');
  }
}
