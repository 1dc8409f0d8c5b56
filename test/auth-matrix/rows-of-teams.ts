import { app, holder, open, through, users, type Row } from './row.js';

const self = ({ user }: { user: string }) => ({ email: user, role: 'admin' });
const collaborators = '/teams/apps/:app/collaborators';

/** Teams with their members and apps, and logins that a browser ends. */
export const ROWS_OF_TEAMS: Readonly<Record<string, Row | Row[]>> = {
  'GET /teams': users('team.view'),
  'GET /teams/permissions': users('team.view'),
  'POST /teams': users(null, { body: () => ({ name: 'No!' }) }),
  'GET /teams/:team': holder('team.view'),
  'GET /teams/:team/features': holder('team.view'),
  'PATCH /teams/:team': holder(null, { body: () => ({ name: 'No!' }) }),
  'DELETE /teams/:team': holder(null, { spends: 'team' }),
  'GET /teams/:team/members': holder('team.view'),
  'PUT /teams/:team/members': holder(null, { body: self }),
  'POST /teams/:team/members': holder(null, { body: self }),
  'PATCH /teams/:team/members': holder(null, { body: self }),
  // the last administrator cannot go
  'DELETE /teams/:team/members/:member': holder(null, { path: ({ user: member }) => ({ member }) }),
  'GET /teams/:team/apps': holder('app.view'),
  'POST /teams/apps': users('app.create', { body: () => ({ name: 'No!' }) }),
  'GET /teams/apps/:app': app('view'),
  'PATCH /teams/apps/:app': through('owner', 'app.manage', { body: () => ({ locked: true }) }),
  [`GET ${collaborators}`]: app('view'),
  [`GET ${collaborators}/:collaborator`]: app('view'),
  [`POST ${collaborators}`]: app('manage', { body: () => ({ user: 'guest@matrix.test' }), missing: 404 }),
  [`PATCH ${collaborators}/:collaborator`]: app('manage', { body: () => ({ permissions: ['view'] }) }),
  [`DELETE ${collaborators}/:collaborator`]: app('manage', { spends: 'collaborator' }),

  'POST /auth': open({ body: () => ({ description: '' }) }),
  'GET /auth/cli/:login': open(),
  'GET /auth/browser/:login': open(),
  'POST /auth/browser/:login': open({ body: () => ({}) }),
  'GET /auth/browser/:login/sso': open(),
  'POST /auth/browser/:login/confirm': open({ body: () => ({}) }),
  'GET /auth/callback': open(),
};
