/** Which lines of an app somebody wants. */
export interface LogFilter {
  appId: string;
  /** 'app', 'heroku' or 'jujube' */
  source?: string;
  /** one dyno (`web.1`) or all of a process type (`web`) */
  dyno?: string;
}

/** The condition for a filter; what varies is appended to `values`. */
export function logCondition(filter: LogFilter, values: unknown[]): string {
  const conditions = [`app_id = $${values.push(filter.appId)}`];
  if (filter.source !== undefined) conditions.push(`source = $${values.push(filter.source)}`);
  if (filter.dyno !== undefined) {
    const dyno = `$${values.push(filter.dyno)}`;
    conditions.push(`(dyno = ${dyno} or starts_with(dyno, ${dyno} || '.'))`);
  }
  return conditions.join(' and ');
}
