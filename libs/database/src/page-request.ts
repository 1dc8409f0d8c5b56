/** Which part of a list somebody wants: `limit` rows in the order of one unique field, from a given value on. */
export interface PageRequest<Field extends string = string> {
  readonly field: Field;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly from: string | null;
  /** the row with `from` itself is not wanted */
  readonly isFromExclusive: boolean;
  readonly to: string | null;
}

/** What a list may be ordered by: an expression over columns and its type. */
export type PageColumns<Field extends string> = Readonly<
  Record<Field, { sql: string; type: 'uuid' | 'text' | 'integer' | 'bigint' | 'timestamptz' }>
>;

/**
 * The end of a statement that has a `where`: bounds, order and limit, by keyset. It asks for one row more than wanted, which
 * tells whether there is a next page. Values are appended to `values`.
 */
export function pageClause<F extends string>(page: PageRequest<F>, columns: PageColumns<F>, values: unknown[]): string {
  const { sql, type } = columns[page.field];
  const bound = (value: string, operator: string) => ` and ${sql} ${operator} $${values.push(value)}::${type}`;
  const isAsc = page.order === 'asc';
  const from = page.from === null ? '' : bound(page.from, `${isAsc ? '>' : '<'}${page.isFromExclusive ? '' : '='}`);
  const to = page.to === null ? '' : bound(page.to, isAsc ? '<=' : '>=');
  return `${from}${to} order by ${sql} ${page.order} limit $${values.push(page.limit + 1)}`;
}

/** The select item that Next-Range is made from. */
export function pageCursor<F extends string>(page: PageRequest<F>, columns: PageColumns<F>): string {
  return `${columns[page.field].sql}::text as cursor`;
}
