import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OutboxRepository } from '../outbox/outbox.repository.js';
import { inTransaction } from '../transaction.js';

interface BuildJob {
  kind: 'build';
  rowId: string;
  generation: number;
}

/** Builds that wait for a worker although their job may be gone (a flushed queue, a killed worker). */
@Injectable()
export class LostBuilds {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: OutboxRepository,
  ) {}

  /** Pending for a while, without a live lease, and not on their way through the outbox. Oldest first. */
  async suspects(limit: number): Promise<BuildJob[]> {
    return this.dataSource.query(
      `select 'build' as kind, id as "rowId", generation from builds b
       where state = 'pending' and (lease_until is null or lease_until < now())
         and updated_at < now() - interval '5 seconds'
         and not exists (select from outbox o where o.row_id = b.id and o.kind = 'build' and o.sent_at is null)
       order by created_at limit $1`,
      [limit],
    );
  }

  /** Sends the build on its way again as its next generation; nothing happens when it moved meanwhile. */
  async restore(job: { rowId: string; generation: number }): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const [rows] = await manager.query(
        `update builds set generation = generation + 1, updated_at = now()
         where id = $1 and generation = $2 and state = 'pending' and (lease_until is null or lease_until < now())
         returning generation`,
        [job.rowId, job.generation],
      );
      const generation: number | undefined = rows[0]?.generation;
      if (generation !== undefined) await this.outbox.add(manager, { kind: 'build', rowId: job.rowId, generation });
    });
  }
}
