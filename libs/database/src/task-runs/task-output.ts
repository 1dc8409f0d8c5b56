import type { EntityManager } from 'typeorm';

export type OutputStream = 'stdout' | 'stderr';

export interface OutputLine {
  stream: OutputStream;
  text: string;
  /** RFC 3339 */
  at: string;
}

export async function appendTaskOutput(
  manager: EntityManager,
  taskId: string,
  lines: readonly OutputLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await manager.query(
    `insert into task_output (task_id, stream, text)
     select $1, l.stream, l.text from jsonb_to_recordset($2::jsonb) as l(stream text, text text)`,
    [taskId, JSON.stringify(lines)],
  );
}

/** An attempt's output is read from its beginning by whoever looks after it. */
export async function clearTaskOutput(manager: EntityManager, taskId: string): Promise<void> {
  await manager.query('delete from task_output where task_id = $1', [taskId]);
}
