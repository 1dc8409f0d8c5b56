import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Work that a committed change asks for, on its way to the queue. */
export interface OutboxJob {
  kind: string;
  rowId: string;
  generation: number;
}

/** Jobs are written in the transaction that makes them necessary; a relay hands them to the queue afterwards. */
@Injectable()
export class OutboxRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Must be given the manager of the transaction that writes the job's row. */
  async add(manager: EntityManager, job: OutboxJob): Promise<void> {
    await manager.query('insert into outbox (kind, row_id, generation) values ($1, $2, $3)', [
      job.kind,
      job.rowId,
      job.generation,
    ]);
    await manager.query("select pg_notify('jujube_outbox', '')");
  }

  /**
   * Hands up to `limit` unsent jobs, oldest first, to `send` and marks them when it returns. Several relays may run: each
   * takes other rows. A crash between the two sends a job twice, which its id and the row's lease make harmless.
   */
  async relay(limit: number, send: (jobs: OutboxJob[]) => Promise<void>): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const rows: (OutboxJob & { id: string })[] = await manager.query(
        `select id, kind, row_id as "rowId", generation from outbox where sent_at is null
         order by id limit $1 for update skip locked`,
        [limit],
      );
      if (rows.length === 0) return 0;
      await send(rows.map(({ kind, rowId, generation }) => ({ kind, rowId, generation })));
      await manager.query('update outbox set sent_at = now() where id = any($1)', [rows.map((row) => row.id)]);
      return rows.length;
    });
  }
}
