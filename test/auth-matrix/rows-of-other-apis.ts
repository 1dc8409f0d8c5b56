import { holder, open, users, type Row } from './row.js';

const ODD_TASK = { image: '', command: 1 };
/** Marathon makes what is not there, and misses its image then. */
const put = (scope: string[], body: object): Row => ({ who: 'holder', scope, body: () => body, missing: 422 });

/** Marathon's API, in which everybody meets their own apps, and Eremetic's. */
export const ROWS_OF_OTHER_APIS: Readonly<Record<string, Row | Row[]>> = {
  'GET /ping': open(),
  'GET /v2/info': users('any'),
  'GET /v2/apps': users('app.deploy'),
  'POST /v2/apps': {
    ...{ who: 'users', scope: ['app.create', 'app.deploy', 'app.operate'] },
    body: () => ({ id: 'new', instances: 1, cmd: 'true' }),
  },
  ...ofApp('GET', '', holder('app.deploy')),
  ...ofApp('PUT', '', [
    put(['app.deploy'], { env: { GREETING: 'hi' } }),
    put(['app.deploy', 'app.operate'], { instances: 1 }),
  ]),
  ...ofApp('DELETE', '', holder('app.manage', { spends: 'app_name' })),
  ...ofApp('POST', '/restart', holder('app.operate')),
  ...ofApp('GET', '/tasks', holder('app.view')),
  '* /v2/apps/:app_name/versions': open(),
  '* /v2/apps/:app_name/:process_type/versions': open(),
  '* /v2/*': open(),
  'GET /v2/deployments': users('app.view'),
  'DELETE /v2/deployments/:deployment': holder('app.deploy', { spends: 'deployment' }),
  'GET /v2/events': users('app.view', { isStream: true }),
  'GET /v2/tasks': users('app.view'),
  'GET /v2/queue': users('app.view'),

  'GET /api/v1/version': users('task.view'),
  'POST /api/v1/task': users('task.run', { body: () => ODD_TASK }),
  'GET /api/v1/task': users('task.view'),
  'GET /api/v1/task/:task': holder('task.view'),
  'GET /api/v1/task/:task/stdout': holder('task.view'),
  'GET /api/v1/task/:task/stderr': holder('task.view'),
  'POST /api/v1/task/:task/kill': holder('task.run'),
  'DELETE /api/v1/task/:task': holder('task.run', { spends: 'task' }),
};

function ofApp(method: string, after: string, row: Row | Row[]): Record<string, Row | Row[]> {
  return {
    [`${method} /v2/apps/:app_name${after}`]: row,
    [`${method} /v2/apps/:app_name/:process_type${after}`]: row,
  };
}
