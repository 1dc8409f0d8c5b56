import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was answered to creations that carry a key, for whoever asks again with it. */
export class IdempotencyKeys23 implements MigrationInterface {
  readonly name = 'IdempotencyKeys0000000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_keys (
        user_id uuid not null references users on delete cascade,
        key text not null,
        request_hash text not null,
        status integer,
        answer_encrypted bytea,
        created_at timestamptz not null default now(),
        primary key (user_id, key));
      create index idempotency_keys_by_age on idempotency_keys (created_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_keys');
  }
}
