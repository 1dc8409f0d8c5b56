import type { DataSource } from 'typeorm';

const BATCH = 5000;

interface Deletion {
  /** a DELETE of at most $1 rows */
  statement: string;
  /** its $2, $3 … */
  values: readonly unknown[];
  signal: AbortSignal | undefined;
}

/** Many short transactions instead of a long one, so that nobody waits for a purge. Answers the number of rows. */
export async function deleteInBatches(dataSource: DataSource, deletion: Deletion): Promise<number> {
  for (let total = 0; ;) {
    deletion.signal?.throwIfAborted();
    const [, deleted] = await dataSource.query(deletion.statement, [BATCH, ...deletion.values]);
    total += deleted;
    if (deleted < BATCH) return total;
  }
}
