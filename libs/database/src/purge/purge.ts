import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteInBatches } from './delete-in-batches.js';
import { crowdedLogs, PURGES, surplusLogLines } from './purge-statements.js';

/** Deletes what is kept for a while only. To be run every hour or so, by any number of processes: one does it at a time. */
@Injectable()
export class Purge {
  constructor(private readonly dataSource: DataSource) {}

  /** Answers how many rows went, by table; {} when another process was at it. */
  async run(signal?: AbortSignal): Promise<Record<string, number>> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const [{ mine }] = await runner.query("select pg_try_advisory_lock(hashtext('jujube purge')) as mine");
      return mine ? await this.purgeAll(signal) : {};
    } finally {
      await runner.query('select pg_advisory_unlock_all()');
      await runner.release();
    }
  }

  private async purgeAll(signal?: AbortSignal): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const [table, statement] of Object.entries(PURGES)) {
      counts[table] = await deleteInBatches(this.dataSource, { statement, values: [], signal });
    }
    for (const { appId, keep } of await crowdedLogs(this.dataSource)) {
      const deleted = await deleteInBatches(this.dataSource, {
        statement: surplusLogLines,
        values: [appId, keep],
        signal,
      });
      counts.log_lines = (counts.log_lines ?? 0) + deleted;
    }
    return counts;
  }
}
