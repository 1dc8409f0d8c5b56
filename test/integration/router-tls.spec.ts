import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { getHttps } from '../support/http-answer.js';
import { RoutedApps } from '../support/routed-apps.js';
import { startRouter, type RunningRouter } from '../support/running-router.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const GIVEN = 'given.example.com';

let database: TestDatabase;
let apps: RoutedApps;
let router: RunningRouter;
let tlsDir: string;
let ownCa: string;
const api = createServer((_, response) => response.end('the API'));

beforeAll(async () => {
  const apiPort = await freePort();
  api.listen(apiPort, '127.0.0.1');
  tlsDir = mkdtempSync(join(tmpdir(), 'jj-given-'));
  makeGivenCertificate(tlsDir);
  database = await createTestDatabase();
  apps = new RoutedApps(database.dataSource);
  router = await startRouter(database.url, { ROUTER_TLS_DIR: tlsDir, API_LISTEN: `127.0.0.1:${apiPort}` });
  ownCa = readFileSync(join(router.stateDir, 'ca', 'ca.pem'), 'utf8');
  const app = await apps.addApp('tls', ['tls.localhost', 'shop.example.com', '*.wild.example.com', GIVEN]);
  await apps.addDyno(app, 1, (request, response) => response.end(String(request.headers['x-forwarded-proto'])));
}, 60_000);

afterAll(async () => {
  await router?.stop();
  api.close();
  await apps?.close();
  await database?.drop();
  rmSync(tlsDir, { recursive: true });
}, 30_000);

/** A certificate as an operator puts it there: chain and key in one file. */
function makeGivenCertificate(directory: string): void {
  const [key, certificate] = [join(directory, 'key.tmp'), join(directory, 'certificate.tmp')];
  const argv = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${GIVEN}`, '-days', '2'];
  execFileSync('openssl', [...argv, '-addext', `subjectAltName=DNS:${GIVEN}`, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  writeFileSync(join(directory, 'given.pem'), readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
  for (const file of [key, certificate]) rmSync(file);
}

describe('TLS at the router', () => {
  it.each(['tls.localhost', 'shop.example.com', 'a.wild.example.com'])(
    'has a certificate of the own CA for %s',
    async (hostname) => {
      await eventually(async () => expect((await getHttps(router.httpsPort, hostname, ownCa)).body).toBe('https'));
    },
  );

  it('serves a given certificate where there is one', async () => {
    const given = readFileSync(join(tlsDir, 'given.pem'), 'utf8');
    await eventually(async () => expect((await getHttps(router.httpsPort, GIVEN, given)).body).toBe('https'));
    await expect(getHttps(router.httpsPort, GIVEN, ownCa)).rejects.toThrow(/self-signed/);
  });

  it('leads to the API by its own name', async () => {
    expect((await getHttps(router.httpsPort, 'api.localhost', ownCa)).body).toBe('the API');
  });

  it('speaks HTTP/2', async () => {
    const origin = `https://127.0.0.1:${router.httpsPort}`;
    await eventually(() => getHttps(router.httpsPort, 'shop.example.com', ownCa));
    const session = connectHttp2(origin, { servername: 'shop.example.com', ca: ownCa });
    const stream = session.request({ ':path': '/', ':authority': 'shop.example.com' });
    const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
    expect(headers[':status']).toBe(200);
    session.destroy();
  });
});
