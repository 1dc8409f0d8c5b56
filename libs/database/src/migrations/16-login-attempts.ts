import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often somebody tried a password lately: by account and address, and by address alone. */
export class LoginAttempts16 implements MigrationInterface {
  readonly name = 'LoginAttempts0000000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table login_attempts (key bytea primary key, attempts integer not null, since timestamptz not null default now());
      create index login_attempts_by_time on login_attempts (since)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table login_attempts');
  }
}
