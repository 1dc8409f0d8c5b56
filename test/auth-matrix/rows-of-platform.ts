import { admins, holder, open, through, users, type Row } from './row.js';

const ODD_HOST = { name: 'No!', url: 'ftp://nowhere' };
const empty = (...names: string[]) => Object.fromEntries(names.map((name) => [`GET /${name}`, users('any')]));

/** What is of no app: accounts, tokens, hosts, environments, roles, pipelines, and the platform itself. */
export const ROWS_OF_PLATFORM: Readonly<Record<string, Row | Row[]>> = {
  'GET /healthz': open(),
  'GET /openapi.json': open(),
  'GET /certificate-authority': users('any'),
  'GET /regions': users('any'),
  'GET /stacks': users('any'),
  'GET /registry/token': users('registry'),
  'POST /commands': users('any', { body: () => ({ command: 'help' }) }),
  ...empty('account/features', 'account/keys', 'addon-attachments', 'addons', 'addon-services'),

  'GET /account': users('any'),
  'GET /account/rate-limits': users('any'),
  'GET /users/:user': { ...holder('any'), isSelf: true },
  'POST /account/two-factor': users(null),
  'POST /account/two-factor/confirmation': users(null, { body: () => ({}) }),
  'DELETE /account/two-factor': users(null),
  'POST /oauth/authorizations': [
    users(null, { body: () => ({}) }),
    through('view', null, { body: ({ app }) => ({ app }) }),
  ],
  'GET /oauth/authorizations': users('token.view'),
  'GET /oauth/authorizations/:token': { ...holder('token.view'), isSelf: true },
  'DELETE /oauth/authorizations/:token': { ...holder(null, { spends: 'token' }), isSelf: true },
  'DELETE /oauth/sessions/:token': { ...holder(null, { spends: 'token' }), isSelf: true },

  'GET /users': admins('user.view'),
  'POST /users': admins(null, { body: () => ({ email: 'No address' }) }),
  'POST /users/:user/actions/:action': admins(null, { path: ({ guest }) => ({ user: guest, action: 'enable' }) }),
  'POST /invitations/actions/accept': open({ body: () => ({ code: 'nonsense', password: 'long enough, and unused' }) }),
  'GET /service-accounts': admins('user.view'),
  'POST /service-accounts': admins(null, { body: () => ({ name: 'No!' }) }),
  'GET /service-accounts/:account/tokens': admins('user.view'),
  'POST /service-accounts/:account/tokens': admins(null, { body: () => ({}) }),
  'DELETE /service-accounts/:account/tokens/:token': admins(null, {
    path: ({ account_token: token }) => ({ token }),
    spends: 'account_token',
  }),
  'GET /audit-events': [
    users('audit.view', { isEcho: true }),
    holder('audit.view', { query: ({ app }) => `?app=${app}`, isEcho: true }),
  ],
  'GET /audit-events/verification': admins('audit.view'),

  'GET /hosts': users('host.view'),
  'GET /hosts/:host': users('host.view'),
  'POST /hosts': admins('host.manage', { body: () => ODD_HOST }),
  'PATCH /hosts/:host': admins('host.manage', { body: () => ({}) }),
  'PUT /hosts/:host/connection': admins('host.manage', { body: () => ({ url: 'ftp://nowhere' }) }),
  'POST /hosts/:host/actions/:action': admins('host.manage', { path: () => ({ action: 'uncordon' }) }),
  'DELETE /hosts/:host': admins('host.manage', { spends: 'host' }),
  'GET /fleet/report': admins('fleet.view'),
  'GET /fleet/rebalance': admins('fleet.view'),

  'GET /environments': users('environment.view'),
  'GET /environments/:environment': users('environment.view'),
  'POST /environments': admins('environment.manage', { body: () => ({ name: 'No!' }) }),
  'DELETE /environments/:environment': admins('environment.manage', { spends: 'environment' }),
  'GET /spaces': users('environment.view'),
  'GET /spaces/:space': users('environment.view', { path: ({ environment: space }) => ({ space }) }),
  'GET /spaces/:space/nat': users('environment.view', { path: ({ environment: space }) => ({ space }) }),
  'GET /roles': users('role.view'),
  'GET /roles/:role': users('role.view'),
  'POST /roles': admins(null, { body: () => ({ name: 'No!', permissions: ['app.view'] }) }),
  'DELETE /roles/:role': admins(null, { spends: 'role' }),
  'GET /role-grants': admins(null),
  'GET /role-grants/:grant': admins(null),
  'POST /role-grants': admins(null, { body: ({ app, guest }) => ({ app, user: guest, role: 'viewer' }) }),
  'DELETE /role-grants/:grant': admins(null, { spends: 'grant' }),

  'GET /pipelines': users('pipeline.view'),
  'GET /pipelines/:pipeline': through('view', 'pipeline.view'),
  'GET /pipelines/:pipeline/pipeline-couplings': through('view', 'pipeline.view'),
  'POST /pipelines': users('pipeline.manage', { body: () => ({ name: 'No!' }) }),
  'PATCH /pipelines/:pipeline': through('owner', 'pipeline.manage', { body: () => ({}) }),
  'DELETE /pipelines/:pipeline': through('owner', 'pipeline.manage', { spends: 'pipeline' }),
  'GET /pipeline-couplings': users('pipeline.view'),
  'GET /users/~/pipeline-couplings': users('pipeline.view'),
  'GET /pipeline-couplings/:coupling': through('view', 'pipeline.view'),
  'POST /pipeline-couplings': through('operate', 'pipeline.manage', {
    body: ({ app, pipeline }) => ({ app, pipeline, stage: 'staging' }),
  }),
  'PATCH /pipeline-couplings/:coupling': through('operate', 'pipeline.manage', { body: () => ({ stage: 'staging' }) }),
  'DELETE /pipeline-couplings/:coupling': through('operate', 'pipeline.manage', { spends: 'coupling' }),
  'POST /pipeline-promotions': through('deploy', 'pipeline.promote', {
    body: ({ app, pipeline }) => ({
      ...{ pipeline: { id: pipeline }, source: { app: { id: app } } },
      targets: [{ app: { id: app } }],
    }),
  }),
  'GET /pipeline-promotions/:promotion': holder('pipeline.view'),
  'GET /pipeline-promotions/:promotion/promotion-targets': holder('pipeline.view'),
};
