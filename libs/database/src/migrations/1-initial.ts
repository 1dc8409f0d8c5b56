import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DYNOS, LOGS, ROUTING, WORK } from './1-initial-seen.js';
import { APPS, BUILDS, FORMATIONS, HOSTS, PEOPLE, RELEASES } from './1-initial-wanted.js';

/** Everything that is wanted (written by use cases) and everything that was seen (written by scheduler, builder, router). */
export class Initial1 implements MigrationInterface {
  // the 13 digits that TypeORM orders migrations by
  readonly name = 'Initial0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [PEOPLE, APPS, RELEASES, FORMATIONS, BUILDS, HOSTS, DYNOS, ROUTING, LOGS, WORK]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function refuse_change cascade');
    await runner.query(`drop table leaders, outbox, capabilities, log_cursors, log_lines, router_dynos, routers, waiting_slots, dynos, host_probes,
      host_status, tasks, build_output, builds, source_chunks, sources, hosts, slot_wishes, formations,
      deployments, releases, domains, apps, tokens, users cascade`);
  }
}
