import { Injectable } from '@nestjs/common';
import { OPEN_PHASES } from '@jujube/core/task/task-phase.js';
import type { OneOff } from '@jujube/database/one-offs/one-off.js';
import { Reader } from '@jujube/database/reader.js';
import { FROM_TASK_RUNS, TASK_RUN, type TaskRun } from '@jujube/database/task-runs/task-run.js';

export type OneOffRow = TaskRun & { oneOff: OneOff };

const OF_APP = `select ${TASK_RUN} ${FROM_TASK_RUNS} join one_offs x on x.task_id = r.id where x.app_id = $1`;

/** Reads one-off dynos. */
@Injectable()
export class OneOffQueries {
  constructor(private readonly reader: Reader) {}

  /** Those that have not ended, oldest first. */
  list(appId: string): Promise<OneOffRow[]> {
    return this.reader.rows<OneOffRow>(`${OF_APP} and r.phase = any($2) order by r.created_at, r.id`, [
      appId,
      OPEN_PHASES,
    ]);
  }

  /** By name or id; also one that ended within the last day. */
  find(appId: string, key: string): Promise<OneOffRow | null> {
    return this.reader.first<OneOffRow>(`${OF_APP} and (r.id::text = $2 or x.process_type || '.' || x.number = $2)`, [
      appId,
      key,
    ]);
  }
}
