import type { EntityManager } from 'typeorm';
import { holdLogOrder } from './hold-log-order.js';

/** A request as a line of the app's log. */
export interface RouterLine {
  appId: string;
  at: string;
  text: string;
}

/** Appends the lines and nudges whoever follows their apps' logs; lines of apps that are gone are left out. */
export async function appendRouterLines(manager: EntityManager, lines: readonly RouterLine[]): Promise<void> {
  if (lines.length === 0) return;
  await holdLogOrder(manager);
  await manager.query(APPEND, [JSON.stringify(lines)]);
  const apps = [...new Set(lines.map((line) => line.appId))];
  await manager.query(`select pg_notify('jujube_logs', app) from unnest($1::text[]) as app`, [apps]);
}

const APPEND = `
insert into log_lines (app_id, at, source, dyno, text)
select l."appId", l.at, 'heroku', 'router', l.text
from jsonb_to_recordset($1::jsonb) as l("appId" uuid, at timestamptz, text text)
join apps a on a.id = l."appId"`;
