import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What process types put up with when a host is emptied or lost, and since when a host is. */
export class DisruptionSettings8 implements MigrationInterface {
  readonly name = 'DisruptionSettings0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table formations add column disruption_settings jsonb not null default '{}'`);
    await runner.query('alter table host_status add column not_ready_since timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table host_status drop column not_ready_since');
    await runner.query('alter table formations drop column disruption_settings');
  }
}
