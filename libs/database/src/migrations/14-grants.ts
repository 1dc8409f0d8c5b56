import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Graphics processors that an engine names, and what each dyno has of its host for itself besides `host_port`. */
export class Grants14 implements MigrationInterface {
  readonly name = 'Grants0000000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table host_status add column gpus jsonb not null default '[]'`);
    await runner.query(
      `alter table dynos add column ports jsonb not null default '[]', add column gpus jsonb not null default '[]'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table dynos drop column gpus, drop column ports');
    await runner.query('alter table host_status drop column gpus');
  }
}
