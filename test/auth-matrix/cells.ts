import { AUTH_MATRIX, keyOf } from './auth-matrix.js';
import { expectedOf, type Expected } from './expected.js';
import { IDENTITIES, type Identity } from './identities.js';
import type { LiveRoute } from './live-routes.js';
import type { Row } from './row.js';
import { KINDS, type Kind } from './things.js';

/** One request, and what it must be answered. */
export interface Cell {
  readonly route: LiveRoute;
  readonly row: Row;
  readonly identity: Identity;
  readonly kind: Kind;
  readonly expected: Expected;
}

export function nameOf({ route, identity, kind }: Cell): string {
  return `${route.method} ${route.path} (${kind}) by ${identity.name}`;
}

/** Whether the path names something of another that it names before. */
export function isNested({ path }: LiveRoute): boolean {
  return targetsOf(path).length > 1;
}

/** Words of a path that stand for a thing; what shall be done with it is none. */
function targetsOf(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!).filter((name) => name !== 'action');
}

/** Every route by everybody on every kind of thing; where a request names none, there is only one kind. */
export function cellsOf(routes: readonly LiveRoute[]): Cell[] {
  return routes.flatMap((route) =>
    [AUTH_MATRIX[keyOf(route)] ?? []].flat().flatMap((row) =>
      kindsOf(route, row).flatMap((kind) =>
        IDENTITIES.map((identity) => {
          const about = { kind, isBelowApp: /\/:app(\/|$)/.test(route.path), isNested: isNested(route) };
          return { route, row, identity, kind, expected: expectedOf(identity, row, about) };
        }),
      ),
    ),
  );
}

function kindsOf({ path }: LiveRoute, { body, query }: Row): readonly Kind[] {
  const names = new Set<string | symbol>();
  const noted = new Proxy({}, { get: (_, name) => (names.add(name), String(name)) });
  body?.(noted as never);
  query?.(noted as never);
  names.delete('process_type');
  return targetsOf(path).length > 0 || names.size > 0 ? KINDS : ['own'];
}
