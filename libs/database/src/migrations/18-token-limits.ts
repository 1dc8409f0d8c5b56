import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens that may do less than their owners. One that is bound to an app goes with it, rather than lose its bounds. */
export class TokenLimits18 implements MigrationInterface {
  readonly name = 'TokenLimits0000000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tokens add column app_id uuid references apps on delete cascade;
      alter table tokens add column permissions text[];
      alter table tokens add constraint bound_tokens_are_limited check (app_id is null or permissions is not null);
      create index tokens_of_app on tokens (app_id) where app_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tokens where permissions is not null;
      alter table tokens drop column app_id;
      alter table tokens drop column permissions`);
  }
}
