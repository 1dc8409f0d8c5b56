import type { EntityManager } from 'typeorm';
import type { DynoEntity } from './dyno.entity.js';
import { dynoColumns } from './dyno-columns.js';

/** SQL list of the states in which a dyno's row is history. */
export const TERMINAL_STATES_SQL = `('stopped', 'crashed', 'lost')`;

export async function liveDynos(manager: EntityManager): Promise<DynoEntity[]> {
  return manager.query(`select ${dynoColumns()} from dynos where state not in ${TERMINAL_STATES_SQL}`);
}

/** What crashed within the last hour: from it the next start of a slot is delayed. */
export async function recentCrashes(manager: EntityManager): Promise<DynoEntity[]> {
  return manager.query(`select ${dynoColumns()} from dynos
    where state = 'crashed' and state_since > now() - interval '1 hour' order by state_since desc limit 10000`);
}

export async function liveDynosOf(manager: EntityManager, hostId: string): Promise<DynoEntity[]> {
  return manager.query(
    `select ${dynoColumns()} from dynos where host_id = $1 and state not in ${TERMINAL_STATES_SQL}`,
    [hostId],
  );
}

/** In any state, those of the given ids that have a row. */
export async function dynosByIds(manager: EntityManager, ids: readonly string[]): Promise<DynoEntity[]> {
  if (ids.length === 0) return [];
  return manager.query(`select ${dynoColumns()} from dynos where id = any($1::uuid[])`, [ids]);
}
