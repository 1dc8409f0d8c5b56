import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an app was released last, without a look at all of its releases. */
export class ReleasedAt30 implements MigrationInterface {
  readonly name = 'ReleasedAt0000000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index releases_with_image on releases (app_id, created_at) where image is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index releases_with_image');
  }
}
