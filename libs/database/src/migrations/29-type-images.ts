import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Images that process types of a release have of their own. */
export class TypeImages29 implements MigrationInterface {
  readonly name = 'TypeImages0000000000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table releases add column type_images jsonb not null default '{}';
      create index releases_with_type_images on releases (app_id) where type_images <> '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table releases drop column type_images');
  }
}
