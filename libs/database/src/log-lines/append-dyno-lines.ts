import type { EntityManager } from 'typeorm';
import { printable } from '../printable.js';
import { holdLogOrder } from './hold-log-order.js';

/** A line of a dyno (`app`) or about it (`heroku`). */
export interface DynoLine {
  appId: string;
  dynoId: string;
  /** `web.1` */
  dyno: string;
  source: 'app' | 'heroku';
  /** RFC 3339; kept to the microsecond */
  at: string;
  text: string;
}

/** Appends the lines in time order and nudges whoever follows their apps' logs. To be the last of its transaction. */
export async function appendDynoLines(manager: EntityManager, lines: readonly DynoLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({ ...line, text: wellFormed(printable(line.text)) }));
  await holdLogOrder(manager);
  await manager.query(APPEND, [JSON.stringify(rows)]);
  const apps = [...new Set(lines.map((line) => line.appId))];
  await manager.query(`select pg_notify('jujube_logs', app) from unnest($1::text[]) as app`, [apps]);
}

/** The last lines of and about the dynos of one release, oldest first: what a failed deployment shows. */
export async function lastLinesOfRelease(
  manager: EntityManager,
  releaseId: string,
  count: number,
): Promise<DynoLine[]> {
  const rows: DynoLine[] = await manager.query(LAST_OF_RELEASE, [releaseId, count]);
  return rows.reverse();
}

/** How many lines of its own a dyno has in its app's log. */
export async function countDynoLines(
  manager: EntityManager,
  { appId, dynoId }: { appId: string; dynoId: string },
): Promise<number> {
  const [{ count }]: [{ count: number }] = await manager.query(
    `select count(*)::integer as count from log_lines where app_id = $1 and dyno_id = $2 and source = 'app'`,
    [appId, dynoId],
  );
  return count;
}

// a line that was cut may end in half a character, which JSON in PostgreSQL refuses
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

const APPEND = `
insert into log_lines (app_id, at, source, dyno, dyno_id, text)
select l."appId", l.at, l.source, l.dyno, l."dynoId", l.text
from jsonb_to_recordset($1::jsonb) as l("appId" uuid, at timestamptz, source text, dyno text, "dynoId" uuid, text text)
order by l.at`;

const LAST_OF_RELEASE = `
select l.app_id as "appId", l.dyno_id as "dynoId", l.dyno, l.source, l.text,
  to_char(l.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') as at
from log_lines l join dynos d on d.id = l.dyno_id and d.release_id = $1
where l.app_id = (select app_id from releases where id = $1)
order by l.id desc limit $2`;
