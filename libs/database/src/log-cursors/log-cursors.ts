import type { EntityManager } from 'typeorm';

/** How far a dyno's output is stored: the time of its last line, and how many lines of exactly that time. */
export interface LogCursor {
  dynoId: string;
  /** RFC 3339 with nanoseconds, as the engine gave it */
  at: string;
  repeats: number;
}

export async function readLogCursor(manager: EntityManager, dynoId: string): Promise<LogCursor | null> {
  const rows: LogCursor[] = await manager.query(
    'select dyno_id as "dynoId", at, repeats from log_cursors where dyno_id = $1',
    [dynoId],
  );
  return rows[0] ?? null;
}

/** To be written in the transaction that stores the lines: together they make that no line comes twice or never. */
export async function moveLogCursors(manager: EntityManager, cursors: readonly LogCursor[]): Promise<void> {
  if (cursors.length === 0) return;
  await manager.query(
    `insert into log_cursors (dyno_id, at, repeats)
     select c."dynoId", c.at, c.repeats
     from jsonb_to_recordset($1::jsonb) as c("dynoId" uuid, at text, repeats int)
     on conflict (dyno_id) do update set at = excluded.at, repeats = excluded.repeats, updated_at = now()`,
    [JSON.stringify(cursors)],
  );
}
