import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { printable } from '../printable.js';
import { holdLogOrder } from './hold-log-order.js';
import { logCondition, type LogFilter } from './log-filter.js';
import type { NewLogLine, StoredLogLine } from './new-log-line.js';

const COLUMNS = `id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') as at, source, dyno, text`;

/** The lines of all apps. Whoever follows a log reads after the last id it saw, so ids must appear in their order. */
@Injectable()
export class LogLinesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** To be the last statement of the caller's transaction: until it ends, nobody else can append. */
  async append(lines: readonly NewLogLine[], manager?: EntityManager): Promise<void> {
    if (lines.length === 0) return;
    if (manager) return appendOrdered(manager, lines);
    await this.dataSource.transaction((own) => appendOrdered(own, lines));
  }

  /** Lines after an id, in the order in which they came in. */
  async after(id: string, filter: LogFilter, limit: number): Promise<StoredLogLine[]> {
    const values: unknown[] = [id, limit];
    const condition = logCondition(filter, values);
    return this.dataSource.query(
      `select ${COLUMNS} from log_lines where ${condition} and id > $1 order by id limit $2`,
      values,
    );
  }

  /** The newest lines by their times, in that order; follow from the greatest id among them. */
  async last(filter: LogFilter, limit: number): Promise<StoredLogLine[]> {
    const values: unknown[] = [limit];
    const condition = logCondition(filter, values);
    return this.dataSource.query(
      `with newest as (select * from log_lines where ${condition} order by at desc, id desc limit $1)
       select ${COLUMNS} from newest order by newest.at, newest.id`,
      values,
    );
  }

  /** Greatest id of an app's lines; '0' without any. Where to follow from without a backlog. */
  async lastId(appId: string): Promise<string> {
    const [row] = await this.dataSource.query(
      'select coalesce(max(id), 0)::text as id from log_lines where app_id = $1',
      [appId],
    );
    return row.id;
  }
}

async function appendOrdered(manager: EntityManager, lines: readonly NewLogLine[]): Promise<void> {
  await holdLogOrder(manager);
  await manager.query(
    `insert into log_lines (app_id, at, source, dyno, text)
     select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[])`,
    [
      lines.map((line) => line.appId),
      lines.map((line) => line.at),
      lines.map((line) => line.source),
      lines.map((line) => line.dyno),
      lines.map((line) => printable(line.text)),
    ],
  );
  const apps = [...new Set(lines.map((line) => line.appId))];
  await manager.query("select pg_notify('jujube_logs', app) from unnest($1::text[]) as app", [apps]);
}
