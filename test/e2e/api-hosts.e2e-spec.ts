import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { HostConnections } from '@jujube/database/hosts/host-connections.js';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';
import { machinePart } from '../support/machine-part.js';
import { addDyno, answerProbe } from '../support/play-scheduler.js';
import { startTestApi, type TestApi } from '../support/test-api.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const TLS = { ca: PEM, cert: PEM, key: '-----BEGIN PRIVATE KEY-----\nseal-me\n-----END PRIVATE KEY-----\n' };
const GOOD: HostReport = {
  isReachable: true,
  engineVersion: '20.10.24',
  cpuMillis: 2000,
  memoryMib: 4096,
  address: '10.0.0.2',
  findings: [],
};
const box = new SecretBox(Buffer.from(TEST_MASTER_KEY, 'base64'));
const OLD: HostReport = {
  ...GOOD,
  findings: [
    {
      check: 'version',
      isOk: false,
      isRequired: true,
      message: 'Docker 19.03 is too old',
      mend: 'apt-get install docker.io',
    },
    { check: 'live-restore', isOk: false, isRequired: false, message: 'live-restore is off' },
  ],
};

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const counts = async () => {
  const [row] = await api.database.dataSource.query(
    'select (select count(*)::int from hosts) as hosts, (select count(*)::int from host_probes) as probes',
  );
  return row;
};

async function register(body: object, report: HostReport) {
  const [answer] = await Promise.all([api.admin.post('/hosts', body), answerProbe(api.database.dataSource, report)]);
  return answer;
}

describe('hosts', () => {
  it('are registered once the scheduler has reached them, with its report', async () => {
    const { status, body } = await register(
      { name: 'h2', url: 'tcp://10.0.0.2', tls: TLS, labels: { zone: 'b' } },
      GOOD,
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'h2',
      url: 'tcp://10.0.0.2:2376',
      labels: { zone: 'b' },
      pool: 'default',
      sandbox: 'default',
      status: 'unknown',
      cordoned: false,
      report: { reachable: true, engine_version: '20.10.24', capacity: { cpu_millis: 2000, memory_mib: 4096 } },
    });
    expect(JSON.stringify(body)).not.toContain('seal-me');
    expect(await counts()).toEqual({ hosts: 1, probes: 0 });
    expect((await api.admin.post('/hosts', { name: 'h2', url: 'unix:///x.sock' })).body.id).toBe('conflict');
  });

  it('are registered once, by whatever address', async () => {
    const again = await api.admin.post('/hosts', { name: 'h2b', url: 'tcp://10.0.0.2', tls: TLS });
    expect(again).toMatchObject({ status: 409, body: { id: 'conflict' } });
    expect(again.body.message).toContain('h2b is where h2 is');
    await api.database.dataSource.query(
      `insert into host_status (host_id, status, address) select id, 'ready', '10.0.0.2' from hosts`,
    );
    const other = await register({ name: 'h2b', url: 'tcp://two.example.com', tls: TLS, force: true }, GOOD);
    expect(other).toMatchObject({ status: 409, body: { id: 'conflict' } });
    await api.database.dataSource.query('delete from host_status');
    expect(await counts()).toEqual({ hosts: 1, probes: 0 });
  });

  it('keep what opens them sealed', async () => {
    const [{ row }] = await api.database.dataSource.query('select h::text as row from hosts h');
    expect(row).not.toMatch(new RegExp(`seal-me|${Buffer.from('seal-me').toString('hex')}`));
  });

  it('that cannot be reached are refused, and nothing is written', async () => {
    const unreachable = { isReachable: false, error: '10.0.0.9:2376 refuses connections.', findings: [] };
    const { status, body } = await register({ name: 'h9', url: 'tcp://10.0.0.9', tls: TLS, force: true }, unreachable);
    expect(status).toBe(422);
    expect(body.message).toBe('h9 cannot be reached: 10.0.0.9:2376 refuses connections. Nothing was written.');
    expect(await counts()).toEqual({ hosts: 1, probes: 0 });
  });

  it('that lack something are refused with the line that mends it, unless forced', async () => {
    const ssh = { host_key: `SHA256:${'a'.repeat(43)}`, private_key: '-----BEGIN OPENSSH PRIVATE KEY-----\nx' };
    const wish = { name: 'h3', url: 'ssh://root@10.0.0.3', ssh };
    const refused = await register(wish, { ...OLD, address: '10.0.0.3' });
    expect(refused.status).toBe(422);
    expect(refused.body.message).toContain('Docker 19.03 is too old (mend it with: apt-get install docker.io)');
    expect(refused.body.message).not.toContain('live-restore');
    const forced = await register({ ...wish, force: true }, { ...OLD, address: '10.0.0.3' });
    expect(forced).toMatchObject({
      status: 201,
      body: { report: { findings: [{ ok: false, mend: 'apt-get install docker.io' }, { ok: false }] } },
    });
  });

  it('SEC-22: are refused with bad names, addresses, keys and labels before anybody is asked', async () => {
    const bad = [
      { name: 'H 1', url: 'unix:///x.sock' },
      { name: 'h4', url: 'http://10.0.0.4' },
      { name: 'h4', url: 'tcp://10.0.0.4' },
      { name: 'h4', url: 'tcp://10.0.0.4', tls: { ...TLS, key: 'not pem' } },
      { name: 'h4', url: 'tcp://10.0.0.4', tls: { ca: PEM } },
      { name: 'h4', url: 'ssh://root@10.0.0.4' },
      { name: 'h4', url: 'ssh://root:secret@10.0.0.4', ssh: { host_key: `SHA256:${'a'.repeat(43)}` } },
      { name: 'h4', url: 'ssh://-oProxyCommand=x@h', ssh: { host_key: `SHA256:${'a'.repeat(43)}` } },
      { name: 'h4', url: 'unix:///../x.sock' },
      { name: 'h4', url: 'unix:///x.sock', labels: { 'Bad Key': 'x' } },
      { name: 'h4', url: 'unix:///x.sock', labels: { zone: 5 } },
      { name: 'h4', url: 'unix:///x.sock', pool: 'Pool!' },
      { name: 'h4', url: 'unix:///x.sock', sandbox: 'none' },
      { name: 'h4', url: 'unix:///x.sock', address: '10.0.0.1:99' },
    ];
    for (const body of bad) {
      const answer = await api.admin.post('/hosts', body);
      expect([body, answer.status, answer.body.id]).toEqual([body, 422, 'invalid_params']);
      expect(answer.body.message).not.toContain('secret');
    }
    expect(await counts()).toEqual({ hosts: 2, probes: 0 });
  });

  it('are labelled, cordoned, drained and taken back', async () => {
    const patched = await api.admin.patch('/hosts/h2', {
      labels: { zone: null, disk: 'ssd' },
      pool: 'fast',
      address: '10.9.9.9',
    });
    expect(patched.body).toMatchObject({ labels: { disk: 'ssd' }, pool: 'fast', address: '10.9.9.9' });
    expect((await api.admin.post('/hosts/h2/actions/cordon')).body).toMatchObject({ cordoned: true, draining: false });
    expect((await api.admin.post('/hosts/h2/actions/drain')).body).toMatchObject({ cordoned: true, draining: true });
    expect((await api.admin.post('/hosts/h2/actions/uncordon')).body).toMatchObject({
      cordoned: false,
      draining: false,
    });
    expect((await api.admin.post('/hosts/h2/actions/burn')).status).toBe(404);
    expect((await api.admin.patch('/hosts/h2', { labels: { zone: 1 } })).status).toBe(422);
  });

  it('are reached by another address while dynos are on them, once the scheduler has tried it', async () => {
    const reconnect = async (body: object, report: HostReport = { ...GOOD, address: '10.0.0.12' }) => {
      const put = api.admin.put('/hosts/h2/connection', body);
      return (await Promise.all([put, answerProbe(api.database.dataSource, report)]))[0];
    };
    await api.admin.post('/apps', { name: 'lodger' });
    const { body: before } = await api.admin.get('/hosts/h2');
    await addDyno(api.database.dataSource, { app: 'lodger', hostId: before.id });
    const key = TLS.key.replace('seal-me', 'new-key');
    const { status, body } = await reconnect({ url: 'tcp://10.0.0.12', tls: { ...TLS, key } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: before.id, url: 'tcp://10.0.0.12:2376', address: null, dynos: 1, pool: 'fast' });
    expect(body.report).toMatchObject({ reachable: true });
    const opened = await new HostConnections(api.database.dataSource, box).one(before.id);
    expect(opened).toMatchObject({ url: 'tcp://10.0.0.12:2376', tls: { key } });

    const unreachable = { isReachable: false, error: 'no answer.', findings: [] };
    expect((await reconnect({ url: 'tcp://10.0.0.13', tls: TLS }, unreachable)).status).toBe(422);
    expect((await api.admin.put('/hosts/h2/connection', { url: 'tcp://10.0.0.13' })).status).toBe(422);
    const ssh = { host_key: `SHA256:${'a'.repeat(43)}` };
    const taken = await api.admin.put('/hosts/h2/connection', { url: 'ssh://root@10.0.0.3', ssh });
    expect(taken).toMatchObject({ status: 409, body: { message: expect.stringContaining('h2 is where h3 is') } });
    expect((await api.admin.put('/hosts/none/connection', { url: 'tcp://10.0.0.13', tls: TLS })).status).toBe(404);
    expect((await api.admin.get('/hosts/h2')).body.url).toBe('tcp://10.0.0.12:2376');
    await api.database.dataSource.query('delete from dynos');
    expect(await counts()).toEqual({ hosts: 2, probes: 0 });
  });

  it('that npm start finds at another address are kept, with what is on them', async () => {
    const { registerHosts } = await machinePart<{ registerHosts: (start: object) => Promise<string> }>(
      'machine/platform/register-hosts.mjs',
    );
    const { body: before } = await api.admin.get('/hosts/h2');
    await addDyno(api.database.dataSource, { app: 'lodger', hostId: before.id });
    await api.database.dataSource.query(`insert into host_status (host_id, status) values ($1, 'ready')`, [before.id]);
    const registrations = [{ name: 'h2', url: 'tcp://10.7.0.1:2376', address: '10.7.0.1', tls: TLS }];
    const start = { apiUrl: api.url, token: api.adminToken, registrations };
    await Promise.all([registerHosts(start), answerProbe(api.database.dataSource, { ...GOOD, address: '10.7.0.1' })]);
    expect((await api.admin.get('/hosts/h2')).body).toMatchObject({
      ...{ id: before.id, url: 'tcp://10.7.0.1:2376', address: '10.7.0.1', dynos: 1 },
    });
    // known by now: nobody is asked
    await registerHosts(start);
    await api.database.dataSource.query('delete from dynos');
  });

  it('are removed when nothing is on them, or by force', async () => {
    await api.admin.post('/apps', { name: 'tenant' });
    const { body } = await api.admin.get('/hosts/h2');
    await addDyno(api.database.dataSource, { app: 'tenant', hostId: body.id });
    expect((await api.admin.get('/hosts/h2')).body).toMatchObject({
      dynos: 1,
      reserved: { cpu_millis: 50, memory_mib: 256 },
    });
    const refused = await api.admin.delete('/hosts/h2');
    expect(refused).toMatchObject({ status: 409, body: { id: 'conflict' } });
    expect(refused.body.message).toContain('jujube hosts:drain h2');
    expect((await api.admin.delete('/hosts/h2?force=true')).status).toBe(200);
    expect((await api.admin.delete('/hosts/h3')).status).toBe(200);
    expect((await api.admin.get('/hosts/h2')).status).toBe(404);
    expect((await api.admin.get('/hosts')).body).toEqual([]);
  });

  it('are not for everybody to change', async () => {
    const user = await api.newUser('user@example.com');
    expect((await user.get('/hosts')).status).toBe(200);
    expect(await user.post('/hosts', { name: 'h5', url: 'unix:///x.sock' })).toMatchObject({
      status: 403,
      body: { id: 'forbidden' },
    });
  });
});
