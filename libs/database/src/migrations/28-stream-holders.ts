import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who a capability was made for: it goes with its user, its token and its app, and what is open through it ends with the right to
 * it. And the ends of terminals in the audit log.
 */
export class StreamHolders28 implements MigrationInterface {
  readonly name = 'StreamHolders0000000000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table capabilities
        add column user_id uuid references users on delete cascade,
        add column token_id uuid references tokens on delete cascade,
        add column app_id uuid references apps on delete cascade;
      create index capabilities_of_user on capabilities (user_id);
      create index capabilities_of_token on capabilities (token_id);
      create index capabilities_of_app on capabilities (app_id);
      alter table audit_events drop constraint audit_events_kind_check,
        add constraint audit_events_kind_check check (kind in ('asked', 'answered', 'refused', 'ended'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit_events drop constraint audit_events_kind_check,
        add constraint audit_events_kind_check check (kind in ('asked', 'answered', 'refused')) not valid;
      alter table capabilities drop column app_id, drop column token_id, drop column user_id`);
  }
}
