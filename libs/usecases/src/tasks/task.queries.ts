import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import type { TaskPhase } from '@jujube/core/task/task-phase.js';
import type { TaskSecrets } from '@jujube/core/task/task-wish.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { Reader } from '@jujube/database/reader.js';
import type { OutputStream } from '@jujube/database/task-runs/task-output.js';
import { openTaskSecrets } from '@jujube/database/task-runs/task-secrets.js';
import { FROM_TASK_RUNS, TASK_RUN, type TaskRun } from '@jujube/database/task-runs/task-run.js';

const MOST_LISTED = 1000;

/** Reads tasks: each caller sees their own, admins all. */
@Injectable()
export class TaskQueries {
  constructor(
    private readonly reader: Reader,
    private readonly box: SecretBox,
  ) {}

  /** The newest 1,000 in these phases, and of this name where one is given. */
  list(caller: Caller, { phases, name }: { phases: readonly TaskPhase[]; name: string | null }): Promise<TaskRun[]> {
    return this.reader.rows<TaskRun>(
      `select ${TASK_RUN} ${FROM_TASK_RUNS} where ($1 or r.owner_id = $2) and r.phase = any($3)
         and ($4::text is null or r.wish ->> 'name' = $4)
         and t.app_id is null order by r.created_at desc, r.id limit ${MOST_LISTED}`,
      [caller.isAdmin, caller.userId, phases, name],
    );
  }

  find(caller: Caller, id: string): Promise<TaskRun | null> {
    return this.reader.first<TaskRun>(
      `select ${TASK_RUN} ${FROM_TASK_RUNS} where r.id::text = $1 and ($2 or r.owner_id = $3) and t.app_id is null`,
      [id, caller.isAdmin, caller.userId],
    );
  }

  secretsOf(run: TaskRun): TaskSecrets {
    return openTaskSecrets(this.box, run);
  }

  async output(taskId: string, stream: OutputStream): Promise<string> {
    const rows = await this.reader.rows<{ text: string }>(
      'select text from task_output where task_id = $1 and stream = $2 order by id',
      [taskId, stream],
    );
    return rows.map(({ text }) => `${text}\n`).join('');
  }
}
