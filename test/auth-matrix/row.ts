import type { Spent } from './fresh.js';
import type { Things } from './things.js';

/** What somebody must have been given on an app; `owner` nobody can be given. */
export type Right = 'view' | 'deploy' | 'operate' | 'manage' | 'owner';

/**
 * Who may use a route: anybody at all; whoever is logged in; administrators; whoever owns the thing that it names, which
 * nobody else finds; or whoever has these rights on the app that it names.
 */
export type Who = 'anybody' | 'users' | 'admins' | 'holder' | readonly Right[];

/** What a route needs, as the handbook says it and not as the code does. */
export interface Row {
  readonly who: Who;
  /** leaves of the tree of permissions that a limited token must have; `any`: each may; null: none can have it */
  readonly scope: 'any' | 'registry' | null | readonly string[];
  readonly body?: (things: Things) => object;
  readonly query?: (things: Things) => string;
  /** other values for words of the path than the things of that name */
  readonly path?: (things: Things) => Readonly<Record<string, string>>;
  /** what an allowed request uses up: each gets a fresh one */
  readonly spends?: Spent;
  /** what is answered in the place of 404 where the thing is not there for the caller */
  readonly missing?: number;
  /** what is answered to those who are let in, where nobody here may do it */
  readonly butFor?: 403;
  /** administrators do not find what is others' either */
  readonly isSelf?: true;
  /** the last word of the path may name something that is not there, since it is only a wish */
  readonly isLoose?: true;
  /** tells of what its caller asked before, by the names that the caller gave */
  readonly isEcho?: true;
  /** answers without an end */
  readonly isStream?: true;
}

type More = Omit<Row, 'who' | 'scope'>;

export const open = (more: More = {}): Row => ({ who: 'anybody', scope: 'any', ...more });

/** @param scope one leaf, or see Row */
export const users = (scope: string | null, more: More = {}): Row => ({ who: 'users', scope: scopeOf(scope), ...more });

export const admins = (scope: string | null, more: More = {}): Row => ({
  who: 'admins',
  scope: scopeOf(scope),
  ...more,
});

export const holder = (scope: string | null, more: More = {}): Row => ({
  who: 'holder',
  scope: scopeOf(scope),
  ...more,
});

/** On the app that is named, with the leaf of the same name. */
export const app = (right: Right, more: More = {}): Row => ({ who: [right], scope: [`app.${right}`], ...more });

/** On an app that something belongs to, with a leaf of another name. */
export const through = (right: Right, scope: string | null, more: More = {}): Row => {
  return { who: [right], scope: scopeOf(scope), ...more };
};

function scopeOf(scope: string | null): Row['scope'] {
  return scope === null || scope === 'any' || scope === 'registry' ? scope : [scope];
}
