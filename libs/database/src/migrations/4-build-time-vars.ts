import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which config vars of an app its builds may see. */
export class BuildTimeVars4 implements MigrationInterface {
  readonly name = 'BuildTimeVars0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table apps add column build_time_vars text[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table apps drop column build_time_vars');
  }
}
