import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** A build that a worker has taken; the test is the worker. */
export async function claimedBuild(dataSource: DataSource, buildId: string) {
  const [[{ fence }]] = await dataSource.query(
    `update builds set lease_owner = $2, lease_until = now() + interval '1 minute', fence = fence + 1 where id = $1 returning fence`,
    [buildId, randomUUID()],
  );
  const nudge = () => dataSource.query(`select pg_notify('jujube_builds', $1)`, [buildId]);
  return {
    lease: { rowId: buildId, owner: 'test', fence: String(fence) },
    say: async (text: string) => {
      await dataSource.query('insert into build_output (build_id, text) values ($1, $2)', [buildId, text]);
      await nudge();
    },
    end: async (state: 'succeeded' | 'failed') => {
      await dataSource.query('update builds set state = $2, lease_until = null, finished_at = now() where id = $1', [
        buildId,
        state,
      ]);
      await nudge();
    },
  };
}
