import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates of apps, and which of them is shown for which domain. */
export class SniEndpoints26 implements MigrationInterface {
  readonly name = 'SniEndpoints0000000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sni_endpoints (
        id uuid primary key default gen_random_uuid(),
        app_id uuid not null references apps on delete cascade,
        name text not null,
        version integer not null default 1,
        certificate_chain text not null,
        key_encrypted bytea not null,
        names text[] not null,
        issuer text not null,
        subject text not null,
        starts_at timestamptz not null,
        expires_at timestamptz not null,
        is_ca_signed boolean not null,
        is_self_signed boolean not null,
        is_acm boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (app_id, name));
      alter table domains add column sni_endpoint_id uuid references sni_endpoints on delete set null;
      create index domains_of_endpoint on domains (sni_endpoint_id) where sni_endpoint_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table domains drop column sni_endpoint_id; drop table sni_endpoints');
  }
}
