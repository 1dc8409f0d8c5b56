import type { ApiCaller } from '../support/api-caller.js';

/** Asks everything that there is about teams, as an administrator of one; `carl@jujube.test` has an account. */
export async function askAboutTeams(heroku: ApiCaller): Promise<void> {
  expect((await heroku.post('/teams', { name: 'acme' })).status).toBe(201);
  await heroku.get('/teams');
  await heroku.get('/teams/acme');
  await heroku.get('/teams/acme/features');
  await heroku.patch('/teams/acme', { name: 'acme-two' });
  const team = '/teams/acme-two';
  for (const verb of ['put', 'post', 'patch'] as const) {
    await heroku[verb](`${team}/members`, { email: 'carl@jujube.test', role: 'member' });
  }
  expect((await heroku.get(`${team}/members`)).body).toHaveLength(2);
  const { body: app } = await heroku.post('/teams/apps', { team: 'acme-two', locked: true });
  expect(app).toMatchObject({ team: { name: 'acme-two' }, locked: true });
  await heroku.get(`${team}/apps`);
  await heroku.get(`/teams/apps/${app.name}`);
  await heroku.patch(`/teams/apps/${app.name}`, { locked: false });
  await heroku.get('/teams/permissions');
  const collaborators = `/teams/apps/${app.name}/collaborators`;
  expect((await heroku.get(collaborators)).body).toHaveLength(2);
  await heroku.post(collaborators, { user: 'carl@jujube.test', permissions: ['view'] });
  await heroku.get(`${collaborators}/carl@jujube.test`);
  await heroku.patch(`${collaborators}/carl@jujube.test`, { permissions: ['view', 'deploy'] });
  await heroku.delete(`${collaborators}/carl@jujube.test`);
  await heroku.patch(`/teams/apps/${app.name}`, { owner: 'alice@jujube.test' });
  await heroku.delete(`/apps/${app.id}`);
  await heroku.delete(`${team}/members/carl@jujube.test`);
  expect((await heroku.delete(team)).status).toBe(200);
}
