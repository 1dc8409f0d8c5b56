import { isDeepStrictEqual } from 'node:util';
import { lacking, Replay } from '../heroku/replay.js';
import { COMMANDS, OTHER_CLIENTS, type Exchange } from '../heroku/transcripts.js';
import { unsupportedPart } from '../heroku/unsupported.js';
import type { ApiCaller } from '../support/api-caller.js';
import { addDyno, addHost, endDeployment } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';
import { pushTestImage } from '../support/test-registry.js';

const LONG = 60_000;
const TYPES = JSON.stringify({ web: 'node web.js', worker: 'node worker.js' });
const RECORDED = {
  app: 'fd65b8c6-bcac-43cf-8c77-ca60810a3d23',
  production: '99364115-aa84-4eb4-8c0a-f209dcddcc23',
  pipeline: 'aaa83eac-6890-49a6-8227-3ea51d6f2f29',
};

let api: TestApi;
let alice: ApiCaller;
let hostId: string;

beforeAll(async () => {
  api = await startTestApi({
    REGISTRY_URL: process.env.TEST_REGISTRY_URL!,
    REGISTRY_TOKEN_KEY_FILE: process.env.TEST_REGISTRY_TOKEN_KEY_FILE!,
    REGISTRY_TOKEN_CERT_FILE: process.env.TEST_REGISTRY_TOKEN_CERT_FILE!,
  });
  alice = await api.newUser('alice@jujube.test');
  await api.newUser('bob@jujube.test');
  hostId = await addHost(api.database.dataSource, { name: 'h1' });
  await pushTestImage('myapp', 'one', { labels: { 'io.jujube.process-types': TYPES } });
  for (const type of ['web', 'worker']) await pushTestImage(`myapp/${type}`, 'latest', { mark: type });
  await api.database.dataSource.query(`insert into attach_relays (address) values ('127.0.0.1:1')`);
}, LONG);
afterAll(() => api?.stop());

/** What the recorded account has: two apps of a pipeline, the first with releases, a dyno, a domain and a collaborator. */
async function asRecorded(command = ''): Promise<Replay> {
  const { dataSource } = api.database;
  await dataSource.query('delete from apps');
  await dataSource.query('delete from teams');
  await dataSource.query('delete from pipelines');
  await dataSource.query(`insert into environments (name) values ('space1') on conflict do nothing`);
  const replay = new Replay(api.url, await tokenOf(alice));
  replay.learn(RECORDED.app, (await alice.post('/apps', { name: 'myapp' })).body.id);
  replay.learn(RECORDED.production, (await alice.post('/apps', { name: 'myapp-prod' })).body.id);
  replay.learn(RECORDED.pipeline, (await alice.post('/pipelines', { name: 'mypipe' })).body.id);
  for (const [app, stage] of [
    ['myapp', 'staging'],
    ['myapp-prod', 'production'],
  ]) {
    await alice.post('/pipeline-couplings', { app, pipeline: 'mypipe', stage });
  }
  await alice.post('/apps/myapp/releases', { image_tag: 'one' });
  await endDeployment(dataSource, 'myapp', 'succeeded');
  await alice.patch('/apps/myapp/config-vars', { FOO: 'bar', DATABASE_URL: 'postgres://db' });
  await endDeployment(dataSource, 'myapp', 'succeeded');
  await addDyno(dataSource, { app: 'myapp', hostId });
  await dataSource.query(`update dynos set container_id = 'c1'`);
  await alice.post('/apps/myapp/domains', { hostname: 'www.example.org', sni_endpoint: null });
  await alice.post('/teams', { name: 'acme' });
  if (isAboutTeams(command)) await alice.patch('/teams/apps/myapp', { owner: 'acme' });
  if (!command.startsWith('access:add')) await alice.post('/apps/myapp/collaborators', { user: 'bob@jujube.test' });
  return replay;
}

const isAboutTeams = (command: string) => /team|^apps:lock|^access:update/.test(command);

async function tokenOf(caller: ApiCaller): Promise<string> {
  return (await caller.post('/oauth/authorizations', { description: 'cli' })).body.access_token.token as string;
}

/** 206 says no more than 200 to a client that goes by Next-Range. */
const sameStatus = (status: number) => (status === 206 ? 200 : status);

async function replayed(replay: Replay, exchange: Exchange): Promise<object> {
  const { status, body } = await replay.ask(exchange);
  const found = sameStatus(status);
  return {
    status: found,
    lacking: found < 300 ? lacking(neededOf(exchange), body) : [],
    ...(found >= 400 && { body }),
  };
}

/** What an answer needs. Config vars of an older release and certificates are a matter of the recording. */
function neededOf({ path, minimalResponse }: Exchange): unknown {
  if (/releases\/\d+\/config-vars$/.test(path)) return {};
  const { sni_endpoint: _certificate, ...needed } = (minimalResponse ?? {}) as Record<string, unknown>;
  return Array.isArray(minimalResponse) ? minimalResponse : needed;
}

/** Those that go to other places than the API are tested where those are. */
const isOfApi = ({ path }: Exchange) => !/^\/(logplex|streams|auth)(\/|$)/.test(path);

describe('Heroku’s CLI gets the recorded statuses, and the fields it needs, for', () => {
  const all = COMMANDS.map(([command, exchanges]) => [command, exchanges.filter(isOfApi)] as const).filter(
    ([, exchanges]) => exchanges.length > 0,
  );
  const supported = all.filter(([, exchanges]) => unsupportedPart(exchanges) === null);
  const others = all.filter(([, exchanges]) => unsupportedPart(exchanges) !== null);

  it.each(supported)('%s', async (command, exchanges) => {
    const replay = await asRecorded(command);
    for (const exchange of exchanges) {
      const expected = { status: sameStatus(exchange.status), lacking: [] };
      expect([exchange.method, exchange.path, await replayed(replay, exchange)]).toEqual([
        exchange.method,
        exchange.path,
        exchange.status >= 400 ? { ...expected, body: expect.anything() } : expected,
      ]);
    }
  });

  it.each(others)('not yet: %s, and says so', async (command, exchanges) => {
    const replay = await asRecorded(command);
    const statuses: number[] = [];
    for (const exchange of exchanges) {
      const { status, body } = await replay.ask(exchange);
      statuses.push(status);
      if (status < 400) continue;
      expect(body).toMatchObject({ id: expect.any(String), message: expect.stringMatching(/\w/) });
      expect(status).toBeLessThan(500);
      break;
    }
    expect(Math.max(...statuses)).toBeGreaterThanOrEqual(400);
  });

  it('more commands than are not yet there', () => {
    expect(supported.length).toBeGreaterThan(others.length);
  });
});

describe('other clients go through what they did', () => {
  // made up to show how the clients follow pages, and with a name that is too short
  const isInvented = ({ path, body }: Exchange) =>
    path === '/paged' || (body as { name?: string } | undefined)?.name === 'n';

  it.each(OTHER_CLIENTS)('%s', async (_client, exchanges) => {
    const replay = await asRecorded();
    const wrong = [];
    for (const exchange of exchanges.filter((one) => unsupportedPart([one]) === null && !isInvented(one))) {
      if (exchange.path.endsWith('/formation/web')) await releaseTo('tfapp');
      const { body, ...found } = (await replayed(replay, exchange)) as { body?: unknown };
      const expected = { status: sameStatus(exchange.status), lacking: [] };
      if (!isDeepStrictEqual(found, expected))
        wrong.push([exchange.method, exchange.path, exchange.status, found, body]);
    }
    expect(wrong).toEqual([]);
  });
});

/** Its process types are known from then on, as after a first deployment. */
async function releaseTo(app: string): Promise<void> {
  await pushTestImage(app, 'one');
  expect((await alice.post(`/apps/${app}/releases`, { image_tag: 'one' })).status).toBe(201);
}
