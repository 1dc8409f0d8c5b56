import type { LiveRoute } from './live-routes.js';
import type { Row } from './row.js';
import { ROWS_OF_APPS } from './rows-of-apps.js';
import { ROWS_OF_OTHER_APIS } from './rows-of-other-apis.js';
import { ROWS_OF_PLATFORM } from './rows-of-platform.js';
import { ROWS_OF_TEAMS } from './rows-of-teams.js';

/** Every route of the API and what it needs; several rows where it depends on the body. `*`: with every method. */
export const AUTH_MATRIX: Readonly<Record<string, Row | Row[]>> = {
  ...ROWS_OF_APPS,
  ...ROWS_OF_PLATFORM,
  ...ROWS_OF_TEAMS,
  ...ROWS_OF_OTHER_APIS,
};

/** The key of a route in the table. HEAD is GET without its answer. */
export function keyOf({ method, path }: LiveRoute): string {
  const key = `${method === 'HEAD' ? 'GET' : method} ${path}`;
  return Object.hasOwn(AUTH_MATRIX, `* ${path}`) ? `* ${path}` : key;
}

/** What to do so that table and routes are one again; empty: nothing. */
export function differences(routes: readonly LiveRoute[]): string[] {
  const live = new Set(routes.map(keyOf));
  const lacking = [...live].filter((key) => !Object.hasOwn(AUTH_MATRIX, key));
  const stale = Object.keys(AUTH_MATRIX).filter((key) => !live.has(key));
  return [
    ...lacking.map(
      (key) => `${key} has no row: say in test/auth-matrix/rows-of-….ts who may use it ('${key}': app('view'), …)`,
    ),
    ...stale.map((key) => `${key} is no route any more: strike its row from test/auth-matrix/rows-of-….ts`),
  ];
}
