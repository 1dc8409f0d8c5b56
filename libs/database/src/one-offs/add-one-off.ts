import type { EntityManager } from 'typeorm';
import type { OneOff } from './one-off.js';

export type NewOneOff = Omit<OneOff, 'appName' | 'releaseVersion' | 'number'> & { taskId: string };

// never a slot of a process type, as long as a type has fewer dynos
const FIRST = 1000;
const LAST = 9999;

/** Makes a task a dyno of its app, under a number that none of its others has. To be called with the app locked. */
export async function addOneOff(manager: EntityManager, dyno: NewOneOff): Promise<void> {
  await manager.query('update tasks set app_id = $2 where id = $1', [dyno.taskId, dyno.appId]);
  await manager.query(
    `insert into one_offs (task_id, app_id, release_id, process_type, command, is_attached, is_tty, columns, rows, number)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, (
       select n from generate_series(${FIRST}, ${LAST}) n where not exists (
         select from one_offs o where o.app_id = $2 and o.process_type = $4 and o.number = n) order by random() limit 1)`,
    [
      ...[dyno.taskId, dyno.appId, dyno.releaseId, dyno.processType, dyno.command],
      ...[dyno.isAttached, dyno.isTty, dyno.columns, dyno.rows],
    ],
  );
}
