import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest lines of an app by their times: their ids follow the order in which batches came in. */
export class LogLinesByTime5 implements MigrationInterface {
  readonly name = 'LogLinesByTime0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index log_lines_by_time on log_lines (app_id, at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index log_lines_by_time');
  }
}
