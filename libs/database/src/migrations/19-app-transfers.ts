import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Apps on their way from one owner to another. */
export class AppTransfers19 implements MigrationInterface {
  readonly name = 'AppTransfers0000000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app_transfers (
        id uuid primary key default gen_random_uuid(),
        app_id uuid not null references apps on delete cascade,
        owner_id uuid not null references users on delete cascade,
        recipient_id uuid not null references users on delete cascade,
        state text not null default 'pending' check (state in ('pending', 'accepted', 'declined')),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now());
      create unique index one_pending_transfer on app_transfers (app_id) where state = 'pending'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app_transfers');
  }
}
