import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { readCertificate } from '@jujube/certificates/read-certificate.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { insertEndpoint, replaceCertificate } from '@jujube/database/sni-endpoints/endpoint-rows.js';
import { readSettings } from '@jujube/settings/settings.js';
import { eventually } from '../support/eventually.js';
import { getHttps } from '../support/http-answer.js';
import { RoutedApps } from '../support/routed-apps.js';
import { startRouter, type RunningRouter } from '../support/running-router.js';
import { testCertificate, type TestCertificate } from '../support/test-certificates.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';

/** with what clients have to trust */
type SignedCertificate = TestCertificate & { readonly root: string };

let database: TestDatabase;
let apps: RoutedApps;
let router: RunningRouter;
let box: SecretBox;
let ownCa: string;
const finish: (() => void)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, JUJUBE_MASTER_KEY: TEST_MASTER_KEY };
  box = new SecretBox(readSettings(env).masterKey);
  apps = new RoutedApps(database.dataSource);
  router = await startRouter(database.url);
  ownCa = readFileSync(join(router.stateDir, 'ca', 'ca.pem'), 'utf8');
}, 60_000);

afterAll(async () => {
  await router?.stop();
  await apps?.close();
  await database?.drop();
}, 30_000);

async function addApp(name: string, hostnames: string[]): Promise<string> {
  const app = await apps.addApp(name, hostnames);
  await apps.addDyno(app, 1, (_request, response) => response.end(name));
  return app;
}

/** Shown for these domains of an app; answers its id. */
async function show(appId: string, certificate: TestCertificate, hostnames: string[]): Promise<string> {
  const { manager } = database.dataSource;
  const read = readCertificate(certificate, new Date());
  const name = `nara-${randomUUID().slice(0, 8)}`;
  const id = (await insertEndpoint(manager, box, { appId, name, certificate: read, isAcm: false }))!;
  await manager.query('update domains set sni_endpoint_id = $1 where hostname = any($2)', [id, hostnames]);
  await apps.nudge();
  return id;
}

async function replace(id: string, certificate: TestCertificate): Promise<void> {
  await replaceCertificate(database.dataSource.manager, box, {
    id,
    certificate: readCertificate(certificate, new Date()),
  });
  await apps.nudge();
}

const serves = (hostname: string, ca: string, body: string) =>
  eventually(async () => expect((await getHttps(router.httpsPort, hostname, ca)).body).toBe(body));

describe('certificates of apps at the router', () => {
  it('are shown by the name that a client asks for, each for its own domains only', async () => {
    const [shop, blog] = [
      await addApp('shop', ['www.shop.example']),
      await addApp('blog', ['*.blog.example', 'x.example']),
    ];
    // it names a domain of another app too, and is not shown there
    const ofShop = testCertificate(['www.shop.example', 'x.example'], { key: 'rsa' });
    const ofBlog = testCertificate(['*.blog.example']);
    await show(shop, ofShop, ['www.shop.example']);
    await show(blog, ofBlog, ['*.blog.example']);
    await serves('www.shop.example', ofShop.chain, 'shop');
    await serves('any.blog.example', ofBlog.chain, 'blog');
    await serves('x.example', ownCa, 'blog');
    await expect(getHttps(router.httpsPort, 'www.shop.example', ownCa)).rejects.toThrow(/self-signed/);
  });

  it('are replaced without a failed request, also of those under way, and removed for the own authority', async () => {
    const app = await apps.addApp('busy', ['www.busy.example']);
    await apps.addDyno(app, 1, (request, response) => {
      if (request.url !== '/slow') return response.end('busy');
      response.write('begun ');
      finish.push(() => response.end('and ended'));
    });
    const [first, second] = ['One', 'Two'].map((name) => {
      const by = testCertificate([name], { isAuthority: true });
      return { ...testCertificate(['www.busy.example'], { by }), root: by.chain };
    }) as [SignedCertificate, SignedCertificate];
    const id = await show(app, first, ['www.busy.example']);
    await serves('www.busy.example', first.root, 'busy');
    const slow = getSlow(first.root);
    await eventually(() => expect(finish).toHaveLength(1));
    const traffic = steadyTraffic([first.root, second.root, ownCa]);
    await replace(id, second);
    await serves('www.busy.example', second.root, 'busy');
    await database.dataSource.query('delete from sni_endpoints where id = $1', [id]);
    await apps.nudge();
    await serves('www.busy.example', ownCa, 'busy');
    finish.pop()!();
    expect(await slow).toBe('begun and ended');
    const { failures, answers } = await traffic.stop();
    expect(failures).toEqual([]);
    expect(answers).toBeGreaterThan(20);
    const left = readdirSync(join(router.stateDir, 'app-certificates'));
    expect(left.filter((file) => file.startsWith(id))).toEqual([]);
  }, 60_000);

  it('that HAProxy refuses keep no other from being shown', async () => {
    const app = await addApp('late', ['bad.late.example', 'good.late.example']);
    const bad = await show(app, testCertificate(['bad.late.example']), []);
    await database.dataSource.query(
      `update sni_endpoints set certificate_chain = 'damaged', version = 2 where id = $1`,
      [bad],
    );
    await database.dataSource.query(`update domains set sni_endpoint_id = $1 where hostname = 'bad.late.example'`, [
      bad,
    ]);
    const good = testCertificate(['good.late.example']);
    await show(app, good, ['good.late.example']);
    await serves('good.late.example', good.chain, 'late');
    await serves('bad.late.example', ownCa, 'late');
  });

  it('lie where nobody else reads them', () => {
    const listed = readFileSync(join(router.stateDir, 'app-certificates.list'), 'utf8');
    expect(listed).toContain('good.late.example');
    expect(listed).not.toContain('bad.late.example');
    expect(readFileSync(join(router.stateDir, 'haproxy.cfg'), 'utf8')).not.toContain('PRIVATE KEY');
  });
});

/** Its answer begins before certificates change and ends after. */
async function getSlow(ca: string): Promise<string> {
  const options = { host: '127.0.0.1', port: router.httpsPort, servername: 'www.busy.example', ca, path: '/slow' };
  const asked = request({ ...options, headers: { host: 'www.busy.example' }, agent: new Agent() }).end();
  const [response] = await once(asked, 'response');
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return body;
}

/** A new connection for each request, one after the other, of a client that trusts whichever is shown. */
function steadyTraffic(trusted: string[]) {
  const failures: unknown[] = [];
  let answers = 0;
  let isOver = false;
  const ask = async () => {
    while (!isOver) {
      await getHttps(router.httpsPort, 'www.busy.example', trusted.join('')).then(
        ({ status }) => (status === 200 ? (answers += 1) : failures.push(status)),
        (error: unknown) => failures.push(error),
      );
    }
  };
  const all = [ask(), ask()];
  return {
    stop: async () => {
      isOver = true;
      await Promise.all(all);
      return { failures, answers };
    },
  };
}
