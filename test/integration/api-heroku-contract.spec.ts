import { randomBytes } from 'node:crypto';
import type { ApiCaller } from '../support/api-caller.js';
import { addDyno, addHost, endDeployment } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';
import { testCertificate } from '../support/test-certificates.js';
import { pushTestImage } from '../support/test-registry.js';
import { askAboutTeams } from '../heroku/ask-about-teams.js';
import { Contract } from '../heroku/contract-caller.js';
import { KNOWN_GAPS } from '../heroku/known-gaps.js';
import { SCHEMAS, linkOf } from '../heroku/public-schema.js';

const shop = `shop-${randomBytes(4).toString('hex')}`;
const contract = new Contract();
let api: TestApi;
let heroku: ApiCaller;

beforeAll(async () => {
  api = await startTestApi({
    REGISTRY_URL: process.env.TEST_REGISTRY_URL!,
    REGISTRY_TOKEN_KEY_FILE: process.env.TEST_REGISTRY_TOKEN_KEY_FILE!,
    REGISTRY_TOKEN_CERT_FILE: process.env.TEST_REGISTRY_TOKEN_CERT_FILE!,
  });
  heroku = contract.caller(await api.newUser('alice@jujube.test'));
  await heroku.post('/apps', { name: shop });
  await pushTestImage(shop, 'one');
});
afterAll(() => api.stop());

const succeed = () => endDeployment(api.database.dataSource, shop, 'succeeded');

/** Fails with what the answers so far broke. */
function expectKept(): void {
  const broken = [...contract.broken];
  contract.broken.clear();
  expect(broken).toEqual([]);
}

describe('answers have the shape of the public schemas:', () => {
  it('account, tokens, region and stack', async () => {
    for (const path of [
      '/account',
      '/account/rate-limits',
      '/users/~',
      '/users/~/apps',
      '/regions',
      '/stacks',
      '/oauth/authorizations',
    ]) {
      expect([path, (await heroku.get(path)).status]).toEqual([path, 200]);
    }
    const { body } = await heroku.post('/oauth/authorizations', { description: 'ci', expires_in: 3600 });
    await heroku.get(`/oauth/authorizations/${body.id}`);
    await heroku.delete(`/oauth/authorizations/${body.id}`);
    expectKept();
  });

  it('apps and their config vars', async () => {
    await heroku.get('/apps');
    await heroku.get(`/apps/${shop}`);
    await heroku.patch(`/apps/${shop}`, { maintenance: true });
    await heroku.patch(`/apps/${shop}`, { maintenance: false });
    await heroku.patch(`/apps/${shop}/config-vars`, { GREETING: 'hi' });
    await heroku.get(`/apps/${shop}/config-vars`);
    await heroku.get(`/apps/${shop}/releases/2/config-vars`);
    expectKept();
  });

  it('releases, formation and dynos', async () => {
    expect((await heroku.post(`/apps/${shop}/releases`, { image_tag: 'one' })).status).toBe(201);
    await succeed();
    await heroku.get(`/apps/${shop}/releases`);
    await heroku.get(`/apps/${shop}/releases/3`);
    await heroku.get(`/apps/${shop}/formation`);
    await heroku.get(`/apps/${shop}/formation/web`);
    await heroku.patch(`/apps/${shop}/formation`, { updates: [{ type: 'web', quantity: '+1' }] });
    await heroku.patch(`/apps/${shop}/formation/web`, { quantity: 1 });
    const hostId = await addHost(api.database.dataSource, { name: 'h1' });
    await addDyno(api.database.dataSource, { app: shop, hostId });
    await heroku.get(`/apps/${shop}/dynos`);
    await heroku.get(`/apps/${shop}/dynos/web.1`);
    await api.database.dataSource.query(`insert into attach_relays (address) values ('127.0.0.1:1')`);
    expect((await heroku.post(`/apps/${shop}/dynos`, { command: 'true', attach: true })).status).toBe(201);
    await api.database.dataSource.query(`update dynos set container_id = 'c1' where process_type = 'web'`);
    expect((await heroku.post(`/apps/${shop}/dynos/web.1`, { command: 'ls' })).status).toBe(201);
    for (const path of ['dynos', 'dynos/web.1', 'formations/web']) {
      expect((await heroku.delete(`/apps/${shop}/${path}`)).status).toBe(202);
    }
    for (const path of ['dynos/web.1', 'formations/web']) {
      expect((await heroku.post(`/apps/${shop}/${path}/actions/stop`)).status).toBe(202);
    }
    expectKept();
  });

  it('builds, sources and logs', async () => {
    await heroku.post('/sources');
    await heroku.post(`/apps/${shop}/sources`);
    const source_blob = { url: 'https://git.example/repo.git', version: 'main' };
    const { status, body } = await heroku.post(`/apps/${shop}/builds`, { source_blob });
    expect(status).toBe(201);
    await heroku.get(`/apps/${shop}/builds`);
    await heroku.get(`/apps/${shop}/builds/${body.id}`);
    await heroku.delete(`/apps/${shop}/builds/${body.id}`);
    await heroku.post(`/apps/${shop}/log-sessions`, { lines: 10, tail: false });
    expectKept();
  });

  it('collaborators', async () => {
    await api.newUser('bob@jujube.test');
    expect((await heroku.post(`/apps/${shop}/collaborators`, { user: 'bob@jujube.test' })).status).toBe(201);
    expect((await heroku.get(`/apps/${shop}/collaborators`)).body).toHaveLength(2);
    await heroku.get(`/apps/${shop}/collaborators/bob@jujube.test`);
    await heroku.delete(`/apps/${shop}/collaborators/bob@jujube.test`);
    expectKept();
  });

  it('app transfers', async () => {
    const bob = contract.caller(await api.newUser('bob.next@jujube.test'));
    const { body } = await heroku.post('/apps', {});
    const made = await heroku.post('/account/app-transfers', { app: body.name, recipient: 'bob.next@jujube.test' });
    expect(made.status).toBe(201);
    await heroku.get('/account/app-transfers');
    await heroku.get(`/account/app-transfers/${made.body.id}`);
    await heroku.delete(`/account/app-transfers/${made.body.id}`);
    const again = await heroku.post('/account/app-transfers', { app: body.id, recipient: 'bob.next@jujube.test' });
    expect((await bob.patch(`/account/app-transfers/${again.body.id}`, { state: 'accepted' })).status).toBe(200);
    await bob.delete(`/apps/${body.id}`);
    expectKept();
  });

  it('pipelines', async () => {
    const { body: next } = await heroku.post('/apps', {});
    const name = `pipe-${randomBytes(4).toString('hex')}`;
    const { body: pipeline } = await heroku.post('/pipelines', { name, owner: null });
    await heroku.get(`/pipelines?eq[name]=${name}`);
    await heroku.get(`/pipelines/${name}`);
    await heroku.patch(`/pipelines/${pipeline.id}`, { name: `${name}-2` });
    const { body: source } = await heroku.post('/pipeline-couplings', {
      app: shop,
      pipeline: pipeline.id,
      stage: 'staging',
    });
    const { body: coupling } = await heroku.post('/pipeline-couplings', {
      ...{ app: { id: next.id }, pipeline: { id: pipeline.id }, stage: 'development' },
    });
    await heroku.patch(`/pipeline-couplings/${coupling.id}`, { stage: 'production' });
    for (const path of [
      'pipeline-couplings',
      'users/~/pipeline-couplings',
      `pipelines/${pipeline.id}/pipeline-couplings`,
    ]) {
      expect((await heroku.get(`/${path}`)).body).toHaveLength(2);
    }
    await heroku.get(`/pipeline-couplings/${coupling.id}`);
    await heroku.get(`/apps/${shop}/pipeline-couplings`);
    const ids = [source.app.id, next.id, next.id, 'nobody'];
    expect((await heroku.post('/filters/apps', { in: { id: ids } })).body).toHaveLength(2);
    const promoted = await heroku.post('/pipeline-promotions', {
      pipeline: { id: pipeline.id },
      source: { app: { id: source.app.id } },
      targets: [{ app: { id: next.id } }],
    });
    expect(promoted.status).toBe(201);
    await heroku.get(`/pipeline-promotions/${promoted.body.id}`);
    const targets = await heroku.get(`/pipeline-promotions/${promoted.body.id}/promotion-targets`);
    expect(targets.body).toMatchObject([{ app: { id: next.id }, status: 'pending', error_message: null }]);
    await heroku.delete(`/pipeline-couplings/${coupling.id}`);
    await heroku.delete(`/pipelines/${pipeline.id}`);
    await heroku.delete(`/apps/${next.id}`);
    expectKept();
  });

  it('teams, their members and apps', async () => {
    await api.newUser('carl@jujube.test');
    await askAboutTeams(heroku);
    expectKept();
  });

  it('spaces', async () => {
    await api.admin.post('/environments', { name: 'production' });
    await heroku.get('/spaces');
    await heroku.get('/spaces/production');
    await heroku.get('/spaces/production/nat');
    expectKept();
  });

  it('domains', async () => {
    await heroku.post(`/apps/${shop}/domains`, { hostname: 'www.example.org', sni_endpoint: null });
    await heroku.get(`/apps/${shop}/domains`);
    await heroku.get(`/apps/${shop}/domains/www.example.org`);
    await heroku.patch(`/apps/${shop}/domains/www.example.org`, { sni_endpoint: null });
    await heroku.delete(`/apps/${shop}/domains/www.example.org`);
    expectKept();
  });

  it('certificates', async () => {
    const written = () => {
      const { chain, key } = testCertificate(['www.example.org']);
      return { certificate_chain: chain, private_key: key };
    };
    const { status, body } = await heroku.post(`/apps/${shop}/sni-endpoints`, written());
    expect(status).toBe(201);
    await heroku.get(`/apps/${shop}/sni-endpoints`);
    await heroku.get(`/apps/${shop}/sni-endpoints/${body.name}`);
    expect((await heroku.patch(`/apps/${shop}/sni-endpoints/${body.id}`, written())).status).toBe(200);
    await heroku.post(`/apps/${shop}/domains`, { hostname: 'www.example.org', sni_endpoint: body.id });
    await heroku.get(`/apps/${shop}/domains`);
    await heroku.delete(`/apps/${shop}/sni-endpoints/${body.id}`);
    expectKept();
  });

  it('and the end of an app', async () => {
    const { body } = await heroku.post('/apps', {});
    await heroku.delete(`/apps/${body.id}`);
    expectKept();
  });
});

describe('the list of', () => {
  it('routes that were held to the schema has every one that Heroku knows too', async () => {
    const { body } = await api.admin.get('/openapi.json');
    const links = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
      Object.keys(operations).flatMap((method) => linkOf(SCHEMAS.sdk, method.toUpperCase(), path)?.name ?? []),
    );
    expect(links.length).toBeGreaterThan(40);
    expect(links.filter((link) => !contract.answered.has(link))).toEqual([]);
  });

  it('known gaps names no field that every answer has', () => {
    expect(Object.keys(KNOWN_GAPS).filter((gap) => !contract.gapsMet.has(gap))).toEqual([]);
  });
});
