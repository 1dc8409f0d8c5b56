import type { DataSource } from 'typeorm';

/** They change by being asked at all: who asked, when a token was last used, and what the API does by itself. */
const LEFT_OUT = ['audit_events', 'login_attempts', 'leaders', 'migrations'];

/** All that is written down, table by table: to see that nothing was written. */
export async function snapshot(dataSource: DataSource): Promise<Record<string, string>> {
  const tables: { name: string }[] = await dataSource.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const seen: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !LEFT_OUT.includes(table.name))) {
    const [row] = await dataSource.query(
      `select count(*) || ' rows ' || coalesce(md5(string_agg(one, ',' order by one)), '') as state
       from (select (to_jsonb(t) - 'last_used_at')::text as one from "${name}" t) x`,
    );
    seen[name] = row.state;
  }
  return seen;
}
