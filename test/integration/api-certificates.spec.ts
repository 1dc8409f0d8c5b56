import type { ApiCaller } from '../support/api-caller.js';
import { startTestApi, type TestApi } from '../support/test-api.js';
import { locked, testCertificate, type TestCertificate } from '../support/test-certificates.js';

let api: TestApi;
let ann: ApiCaller;
let bob: ApiCaller;

beforeAll(async () => {
  api = await startTestApi();
  ann = await api.newUser('ann@example.com');
  bob = await api.newUser('bob@example.com');
  for (const name of ['shop', 'blog']) await ann.post('/apps', { name });
  await ann.post('/apps/shop/collaborators', { user: 'bob@example.com', permissions: ['view', 'deploy'] });
});
afterAll(() => api.stop());

afterEach(() => api.database.dataSource.query(`delete from sni_endpoints; delete from domains where kind = 'custom'`));

const written = ({ chain, key }: TestCertificate) => ({ certificate_chain: chain, private_key: key });
const add = (certificate: TestCertificate) => ann.post('/apps/shop/sni-endpoints', written(certificate));
const addDomain = (hostname: string, sni_endpoint: string | null = null) =>
  ann.post('/apps/shop/domains', { hostname, sni_endpoint });
const endpointOf = async (hostname: string) => (await ann.get(`/apps/shop/domains/${hostname}`)).body.sni_endpoint;

describe('a certificate of an app', () => {
  it('is added, found by id and name, replaced and removed', async () => {
    const { status, body } = await add(testCertificate(['www.example.com', '*.example.com']));
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({
        name: expect.stringMatching(/^[a-z][a-z0-9-]{2,29}$/),
        app: expect.objectContaining({ name: 'shop' }),
        ssl_cert: expect.objectContaining({
          acm: false,
          'ca_signed?': false,
          'self_signed?': true,
          cert_domains: ['www.example.com', '*.example.com'],
        }),
      }),
    ]);
    expect((await ann.get('/apps/shop/sni-endpoints')).body).toEqual([body]);
    for (const key of [body.id, body.name])
      expect((await ann.get(`/apps/shop/sni-endpoints/${key}`)).body).toEqual(body);
    const next = testCertificate(['www.example.com']);
    const replaced = await ann.patch(`/apps/shop/sni-endpoints/${body.name}`, written(next));
    expect(replaced.body).toMatchObject({ id: body.id, name: body.name, certificate_chain: next.chain });
    expect((await ann.delete(`/apps/shop/sni-endpoints/${body.name}`)).status).toBe(200);
    expect(await ann.get(`/apps/shop/sni-endpoints/${body.name}`)).toMatchObject({
      status: 404,
      body: { resource: 'sni_endpoint', message: expect.stringContaining('jujube certs -a shop') },
    });
  });

  it('is shown for the domains that it covers and that have none', async () => {
    const hostnames = ['www.example.com', 'a.example.com', 'example.com', 'else.where.example'];
    for (const hostname of hostnames) await addDomain(hostname);
    const { body: first } = await add(testCertificate(['www.example.com']));
    const { body: second } = await add(testCertificate(['*.example.com', 'example.com']));
    expect(await Promise.all(hostnames.map(endpointOf))).toEqual([
      { id: first.id, name: first.name },
      { id: second.id, name: second.name },
      { id: second.id, name: second.name },
      null,
    ]);
    expect((await ann.get(`/apps/shop/sni-endpoints/${second.id}`)).body.domains).toHaveLength(2);
    await ann.delete(`/apps/shop/sni-endpoints/${second.id}`);
    expect(await endpointOf('a.example.com')).toBeNull();
  });

  it('is chosen for a domain by id or name, when it covers it', async () => {
    const { body: cert } = await add(testCertificate(['*.example.com']));
    expect((await addDomain('www.example.com', cert.name)).body.sni_endpoint).toEqual({ id: cert.id, name: cert.name });
    const changed = await ann.patch('/apps/shop/domains/www.example.com', { sni_endpoint: null });
    expect(changed).toMatchObject({ status: 200, body: { sni_endpoint: null } });
    await ann.patch('/apps/shop/domains/www.example.com', { sni_endpoint: cert.id });
    expect(await endpointOf('www.example.com')).toEqual({ id: cert.id, name: cert.name });
    expect(await addDomain('www.other.example', cert.id)).toMatchObject({
      status: 422,
      body: { message: expect.stringMatching(/is not for www\.other\.example, only for \*\.example\.com/) },
    });
    expect((await ann.get('/apps/shop/domains/www.other.example')).status).toBe(404);
    expect((await addDomain('a.example.com', 'tokyo-1')).status).toBe(404);
    expect((await ann.patch('/apps/shop/domains/shop.localhost', { sni_endpoint: cert.id })).status).toBe(422);
    expect((await ann.patch('/apps/shop/domains/www.example.com', {})).status).toBe(422);
    const narrow = await ann.patch(`/apps/shop/sni-endpoints/${cert.id}`, written(testCertificate(['x.example.com'])));
    expect(narrow).toMatchObject({ status: 422, body: { message: expect.stringContaining('www.example.com') } });
    expect((await ann.get(`/apps/shop/sni-endpoints/${cert.id}`)).body).toMatchObject({
      certificate_chain: cert.certificate_chain,
    });
  });

  it('is refused with what is wrong, and nothing is changed', async () => {
    const good = testCertificate(['www.example.com']);
    const { body: kept } = await add(good);
    for (const bad of [
      { ...good, key: locked(good.key) },
      { ...good, key: testCertificate(['www.example.com']).key },
      testCertificate(['www.example.com'], { days: -1 }),
      { ...good, chain: `${good.chain}${testCertificate(['other.example.com']).chain}` },
      { chain: 'x', key: 'y' },
    ]) {
      const answers = [await add(bad), await ann.patch(`/apps/shop/sni-endpoints/${kept.id}`, written(bad))];
      for (const { status, body } of answers) {
        expect([status, body.id]).toEqual([422, 'invalid_params']);
        expect(body.message).toMatch(/certificate|key/);
      }
    }
    expect((await ann.get('/apps/shop/sni-endpoints')).body).toEqual([kept]);
  });

  it('belongs to its app, and is changed by who may operate that', async () => {
    const certificate = testCertificate(['www.example.com']);
    const { body } = await add(certificate);
    expect((await ann.get(`/apps/blog/sni-endpoints/${body.id}`)).status).toBe(404);
    expect((await ann.delete(`/apps/blog/sni-endpoints/${body.id}`)).status).toBe(404);
    expect((await ann.post('/apps/blog/domains', { hostname: 'www.example.com', sni_endpoint: body.id })).status).toBe(
      404,
    );
    expect((await bob.get(`/apps/shop/sni-endpoints/${body.id}`)).status).toBe(200);
    expect((await bob.post('/apps/shop/sni-endpoints', written(certificate))).status).toBe(403);
    expect((await bob.patch(`/apps/shop/sni-endpoints/${body.id}`, written(certificate))).status).toBe(403);
    expect((await bob.delete(`/apps/shop/sni-endpoints/${body.id}`)).status).toBe(403);
  });
});

describe('the key of a certificate', () => {
  it('is in no answer and no line of the audit log, and lies sealed in the database', async () => {
    const certificate = testCertificate(['www.example.com']);
    const secret = certificate.key.split('\n')[1]!;
    const { body } = await add(certificate);
    const told = [
      body,
      (await ann.patch(`/apps/shop/sni-endpoints/${body.id}`, written(certificate))).body,
      (await ann.get('/apps/shop/sni-endpoints')).body,
      (await api.admin.get('/audit-events')).body,
      (await add({ chain: certificate.key, key: certificate.key })).body,
      (await add({ chain: certificate.chain, key: certificate.key.repeat(2) })).body,
      (await ann.post('/apps/shop/sni-endpoints', { private_key: certificate.key })).body,
      (
        await ann.post('/apps/shop/sni-endpoints', {
          ...written(certificate),
          private_key: certificate.key.repeat(999),
        })
      ).body,
    ];
    expect(JSON.stringify(told)).toContain('sni-endpoints');
    expect(JSON.stringify(told)).not.toContain(secret);
    const rows = await api.database.dataSource.query(
      `select s::text as row, encode(key_encrypted, 'escape') as key from sni_endpoints s`,
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows[0].key).not.toContain('PRIVATE KEY');
  });
});
