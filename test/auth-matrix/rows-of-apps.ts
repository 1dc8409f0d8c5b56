import { app, holder, open, through, users, type Row } from './row.js';

const NOTHING = { body: () => ({}) };
const WEB = { path: () => ({ type: 'web' }), isLoose: true } as const;
const GIT = { source_blob: { url: 'https://git.example/shop.git', version: 'main' } };

// refused before the registry is asked
const NO_IMAGE = '!';
const NO_CERTIFICATE = { certificate_chain: 'none', private_key: 'none' };

/** Apps, and all that is below one. */
export const ROWS_OF_APPS: Readonly<Record<string, Row | Row[]>> = {
  'GET /apps': users('app.view'),
  'GET /users/~/apps': users('app.view'),
  'POST /apps': users('app.create', NOTHING),
  'POST /filters/apps': users('app.view', { body: ({ app: id }) => ({ in: { id: [id] } }), isLoose: true }),
  'GET /apps/:app': app('view'),
  'PATCH /apps/:app': [
    app('operate', { body: () => ({ maintenance: false }) }),
    {
      ...{ who: ['operate', 'manage'], scope: ['app.operate'] },
      body: () => ({ name: 'No such name!' }),
    },
  ],
  'DELETE /apps/:app': app('manage', { spends: 'app' }),
  'GET /apps/:app/manifest': app('view'),
  'PUT /apps/:app/manifest': {
    ...{ who: ['operate', 'deploy'], scope: ['app.operate'] },
    body: () => ({ text: 'formation: {}', dry_run: true }),
  },
  'GET /apps/:app/placement': app('view'),
  'POST /apps/:app/log-sessions': app('view', NOTHING),
  'GET /log-streams/:secret': open(),
  'GET /apps/:app/pipeline-couplings': app('view'),
  ...lists('addons', 'addon-attachments', 'buildpack-installations', 'features'),
  ...lists('log-drains', 'sni-endpoints', 'webhooks'),

  'GET /apps/:app/collaborators': app('view'),
  'GET /apps/:app/collaborators/:collaborator': app('view'),
  'POST /apps/:app/collaborators': app('manage', { body: () => ({ user: 'guest@matrix.test' }) }),
  'PATCH /apps/:app/collaborators/:collaborator': app('manage', { body: () => ({ permissions: ['view'] }) }),
  'DELETE /apps/:app/collaborators/:collaborator': app('manage', { spends: 'collaborator' }),

  'GET /apps/:app/config-vars': app('deploy'),
  'PATCH /apps/:app/config-vars': app('deploy', NOTHING),
  'GET /apps/:app/releases/:release/config-vars': app('deploy'),
  'GET /apps/:app/releases': app('view'),
  'GET /apps/:app/releases/:release': app('view'),
  'POST /apps/:app/releases': app('deploy', NOTHING),

  'GET /apps/:app/builds': app('view'),
  'GET /apps/:app/builds/:build': app('view'),
  'POST /apps/:app/builds': app('deploy', { body: () => GIT }),
  'DELETE /apps/:app/builds/:build': app('deploy', { spends: 'build' }),
  'GET /builds/:build/output': open(),
  'POST /sources': users('app.deploy', NOTHING),
  'POST /apps/:app/sources': app('deploy', NOTHING),
  'PUT /sources/:source/:secret': open(),
  'GET /sources/:source/:secret': open(),
  'GET /apps/:app/git/info/refs': app('deploy', { query: () => '?service=git-receive-pack' }),
  'POST /apps/:app/git/git-receive-pack': app('deploy', NOTHING),

  'GET /apps/:app/deployments': app('view'),
  'GET /apps/:app/deployments/:deployment': app('view'),
  'POST /apps/:app/deployments/:deployment/actions/:action': app('deploy', { path: () => ({ action: 'pause' }) }),
  'DELETE /apps/:app/deployments/:deployment': app('deploy'),
  'GET /deployments/:deployment': through('view', 'app.view'),
  'POST /deployments/:deployment/actions/:action': through('deploy', 'app.deploy', {
    path: () => ({ action: 'pause' }),
  }),
  'DELETE /deployments/:deployment': through('deploy', 'app.deploy'),

  'GET /apps/:app/domains': app('view'),
  'GET /apps/:app/domains/:domain': app('view'),
  'POST /apps/:app/domains': app('operate', { body: () => ({ hostname: 'not a name' }) }),
  'PATCH /apps/:app/domains/:domain': app('operate', { body: () => ({ sni_endpoint: null }) }),
  'DELETE /apps/:app/domains/:domain': app('operate', { spends: 'domain' }),
  'GET /apps/:app/sni-endpoints/:endpoint': app('view'),
  'POST /apps/:app/sni-endpoints': app('operate', { body: () => NO_CERTIFICATE }),
  'PATCH /apps/:app/sni-endpoints/:endpoint': app('operate', { body: () => NO_CERTIFICATE }),
  'DELETE /apps/:app/sni-endpoints/:endpoint': app('operate', { spends: 'endpoint' }),

  'GET /apps/:app/formation': app('view'),
  'GET /apps/:app/formation/:type': app('view'),
  'PATCH /apps/:app/formation': [
    app('operate', { body: ({ process_type: type }) => ({ updates: [{ type, quantity: 1 }] }) }),
    app('deploy', { body: ({ process_type: type }) => ({ updates: [{ type, docker_image: NO_IMAGE }] }) }),
    {
      ...{ who: ['operate', 'deploy'], scope: ['app.operate'] },
      body: ({ process_type: type }) => ({ updates: [{ type, docker_image: NO_IMAGE }, { type }] }),
    },
  ],
  'PATCH /apps/:app/formation/:type': [
    app('operate', { body: () => ({ quantity: 1 }) }),
    app('deploy', { body: () => ({ docker_image: NO_IMAGE }), isLoose: true }),
  ],
  'GET /registry/v2/:app/:type/manifests/:reference': app('view', {
    path: () => ({ type: 'web', reference: NO_IMAGE }),
    isLoose: true,
  }),
  'DELETE /apps/:app/formations/:type': app('operate', WEB),
  'POST /apps/:app/formations/:type/actions/stop': app('operate', WEB),
  'GET /apps/:app/dynos': app('view'),
  'GET /apps/:app/dynos/:dyno': app('view'),
  'POST /apps/:app/dynos': app('deploy', { body: () => ({ command: 'true' }) }),
  'POST /apps/:app/dynos/:dyno': app('deploy', { body: () => ({ command: 'ls' }) }),
  'DELETE /apps/:app/dynos': app('operate'),
  'DELETE /apps/:app/dynos/:dyno': app('operate'),
  'POST /apps/:app/dynos/:dyno/actions/stop': app('operate'),

  'GET /account/app-transfers': users(null),
  'GET /account/app-transfers/:transfer': holder(null),
  'POST /account/app-transfers': holder(null, {
    body: ({ app: id }) => ({ app: id, recipient: 'guest@matrix.test' }),
    spends: 'app',
  }),
  // only its recipient may answer one
  'PATCH /account/app-transfers/:transfer': holder(null, { body: () => ({ state: 'accepted' }), butFor: 403 }),
  'DELETE /account/app-transfers/:transfer': holder(null, { spends: 'transfer' }),
};

function lists(...names: string[]): Record<string, Row> {
  return Object.fromEntries(names.map((name) => [`GET /apps/:app/${name}`, app('view')]));
}
