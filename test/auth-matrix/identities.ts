import type { Right } from './row.js';

/** Somebody who asks: with what, and what they hold. */
export interface Identity {
  readonly name: string;
  readonly authorization: string | undefined;
  /** none: nobody that is known; build: what a builder fetches images with */
  readonly credential: 'none' | 'build' | 'user';
  readonly isAdmin: boolean;
  /** whose things are theirs */
  readonly owns: 'own' | 'foreign' | null;
  readonly own: readonly Right[];
  readonly foreign: readonly Right[];
  /** leaves of the tree of permissions that the token is limited to; null: to none */
  readonly leaves: readonly string[] | null;
  /** the token is for the own app only */
  readonly isForOneApp: boolean;
}

const ALL: readonly Right[] = ['view', 'deploy', 'operate', 'manage', 'owner'];
const GIVEN = ALL.filter((right) => right !== 'owner');
const OWNER = { owns: 'own', own: ALL } as const;

export const IDENTITIES: readonly Identity[] = [
  stranger('anonymous', undefined),
  stranger('garbage', 'Bearer jj_garbage'),
  stranger('Heroku without a login', 'Bearer undefined'),
  stranger('expired token of an administrator', 'Bearer jj_expired'),
  stranger('revoked token of an administrator', 'Bearer jj_revoked'),
  stranger('disabled administrator', 'Bearer jj_disabled'),
  user('outsider', {}),
  user('owner in another team', { token: 'other', owns: 'foreign', foreign: ALL }),
  user('viewer', { own: ['view'] }),
  user('operator', { own: ['view', 'operate'] }),
  user('deployer', { own: ['view', 'deploy'] }),
  user('admin of the environment', { token: 'envadmin', own: GIVEN }),
  user('deployer there, viewer elsewhere', { token: 'both', own: ['view', 'deploy'], foreign: ['view'] }),
  user('service account', { token: 'service', own: ['view', 'deploy'] }),
  user('owner', OWNER),
  user('reading token of the owner', { ...OWNER, token: 'reading', leaves: ['app.view'] }),
  user('deploying token of the owner', { ...OWNER, token: 'deploying-all', leaves: ['app.view', 'app.deploy'] }),
  user('operating token of the owner', { ...OWNER, token: 'operating', leaves: ['app.view', 'app.operate'] }),
  user('deploy token for the app', {
    ...{ ...OWNER, token: 'deploying', isForOneApp: true },
    leaves: ['app.view', 'app.deploy'],
  }),
  user('token of a build', { token: 'build', credential: 'build' }),
  user('administrator', { token: 'root', isAdmin: true, own: ALL, foreign: ALL }),
  user('reading token of an administrator', {
    ...{ token: 'rootreading', isAdmin: true, own: ALL, foreign: ALL },
    leaves: ['app.view'],
  }),
];

function user(name: string, { token = name, ...more }: Partial<Identity> & { token?: string }): Identity {
  const nothing = { isAdmin: false, owns: null, own: [], foreign: [], leaves: null, isForOneApp: false } as const;
  return { name, authorization: `Bearer jj_${token}`, credential: 'user', ...nothing, ...more };
}

function stranger(name: string, authorization: string | undefined): Identity {
  return { ...user(name, {}), authorization, credential: 'none' };
}
