import type { Identity } from './identities.js';
import type { Right, Row } from './row.js';
import type { Kind } from './things.js';

/** A status; `let in`: anything but 401, 403, 404 and errors of the server; `open`: anything but 401, 403 and these. */
export type Expected = number | 'let in' | 'open';

export interface About {
  readonly kind: Kind;
  readonly isBelowApp: boolean;
  /** the thing is one of another, which the path names first */
  readonly isNested: boolean;
}

/** What a request must be answered, from what its route needs and what its sender holds. */
export function expectedOf(identity: Identity, row: Row, about: About): Expected {
  if (row.who === 'anybody') return 'open';
  if (identity.credential === 'none') return 401;
  if (identity.credential === 'build') return row.scope === 'registry' ? 'let in' : 403;
  if (!isInScope(identity, row, about.isBelowApp)) return 403;
  if (row.who === 'admins' && !identity.isAdmin) return 403;
  return row.who === 'users' || row.who === 'admins' || row.who === 'holder'
    ? thing(identity, row, about.kind)
    : onApp(identity, row, about);
}

function isInScope({ leaves, isForOneApp }: Identity, { scope }: Row, isBelowApp: boolean): boolean {
  if (leaves === null || scope === 'any' || scope === 'registry') return true;
  return scope !== null && scope.every((leaf) => leaves.includes(leaf)) && (isBelowApp || !isForOneApp);
}

function thing(identity: Identity, row: Row, kind: Kind): Expected {
  const missing = row.missing ?? 404;
  if (kind === 'unknown' || kind === 'other') return row.isLoose ? 'let in' : missing;
  const isTheirs = row.who !== 'holder' || (identity.isAdmin && !row.isSelf) || identity.owns === kind;
  return isTheirs ? (row.butFor ?? 'let in') : missing;
}

function onApp(identity: Identity, row: Row, { kind, isNested }: About): Expected {
  const missing = row.missing ?? 404;
  if (kind === 'unknown' || (kind === 'other' && !isNested)) return missing;
  const rights = kind === 'foreign' ? identity.foreign : identity.own;
  const isOutOfReach = identity.isForOneApp && kind === 'foreign';
  if (rights.length === 0 || isOutOfReach) return missing;
  const left = rights.filter((right) => identity.leaves?.includes(`app.${right}`) ?? true);
  if (!(row.who as readonly Right[]).every((right) => left.includes(right))) return 403;
  return kind === 'other' && !row.isLoose ? missing : 'let in';
}
