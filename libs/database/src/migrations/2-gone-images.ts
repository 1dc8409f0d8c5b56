import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Images whose app was destroyed: nothing else says any more that they were ours. */
export class GoneImages2 implements MigrationInterface {
  readonly name = 'GoneImages0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table gone_images (
  image text primary key,
  since timestamptz not null default now(),
  deleted_at timestamptz)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table gone_images');
  }
}
