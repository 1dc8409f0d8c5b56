import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logins that a command line begins and a browser ends, and who people are at an identity provider. */
export class BrowserLogins41 implements MigrationInterface {
  readonly name = 'BrowserLogins0000000000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table browser_logins (
        id uuid primary key default gen_random_uuid(),
        secret_hash bytea not null,
        description text not null,
        ip text not null,
        expires_at timestamptz not null,
        state_hash bytea unique,
        code_verifier text,
        nonce text,
        user_id uuid references users on delete cascade,
        confirm_hash bytea,
        is_approved boolean not null default false);
      create index browser_logins_by_end on browser_logins (expires_at);
      create table sign_on_identities (
        issuer text not null,
        subject text not null,
        user_id uuid not null references users on delete cascade,
        created_at timestamptz not null default now(),
        primary key (issuer, subject))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sign_on_identities, browser_logins');
  }
}
