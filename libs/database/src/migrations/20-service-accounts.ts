import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts of machines: they have tokens and never a password. */
export class ServiceAccounts20 implements MigrationInterface {
  readonly name = 'ServiceAccounts0000000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table users add column is_service boolean not null default false;
      alter table users add constraint services_have_no_password check (not is_service or password_hash is null)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table users drop column is_service');
  }
}
