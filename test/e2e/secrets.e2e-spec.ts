import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import type { Build } from '@jujube/contract/build.js';
import { callerOf, type ApiAnswer, type ApiCaller } from '../support/api-caller.js';
import { eventually } from '../support/eventually.js';
import { startGitHttpServer, type GitHttpServer } from '../support/git-http-server.js';
import { GitRepository } from '../support/git-repository.js';
import { machinePart } from '../support/machine-part.js';
import { openPlatformDatabase } from '../support/platform-database.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { fetchPage } from '../support/router-client.js';
import { sampleApp } from '../support/sample-app.js';
import {
  findSecrets,
  isPrivate,
  searchCommandLines,
  searchFiles,
  searchTables,
  type Findings,
  type Secrets,
} from '../support/secret-hunt.js';

const STEP_MS = 300_000;
const APP = `secrets-${randomBytes(3).toString('hex')}`;
const canary = (): string => randomBytes(18).toString('hex');
const CONFIG = canary();
const GIT_PASSWORD = canary();
// engines hold each container's environment, and images of other people's programs
const ENGINES = /\/engines\/[^/]+\//;

let platform: TestPlatform;
let admin: ApiCaller;
let database: DataSource;
let repository: GitRepository;
let git: GitHttpServer;
let secrets: Secrets;
/** whatever turned up while things happened */
const seen: Findings = [];
let watch: NodeJS.Timeout;

beforeAll(async () => {
  platform = await sharedPlatform();
  admin = callerOf(platform.apiUrl, platform.token);
  database = await openPlatformDatabase(platform);
  const { body } = await admin.post('/oauth/authorizations', { description: 'canary' });
  secrets = {
    'the config var': CONFIG,
    'the git password': GIT_PASSWORD,
    "the admin's password": platform.password,
    "the admin's token": platform.token,
    'a token': body.access_token.token,
  };
  repository = new GitRepository('shop');
  repository.commit(sampleApp('secret'));
  git = await startGitHttpServer(repository.root, `ci:${GIT_PASSWORD}`);
  watch = setInterval(() => void searchCommandLines(secrets).then((found) => seen.push(...found)), 250);
}, STEP_MS);

afterAll(async () => {
  clearInterval(watch);
  await admin?.delete(`/apps/${APP}`);
  await database?.destroy();
  await git?.close();
  repository?.remove();
}, STEP_MS);

/** Asks, and looks for secrets in the answer. */
async function ask(answer: Promise<ApiAnswer>, where: string, known: Secrets = secrets): Promise<ApiAnswer> {
  const { status, body, headers } = await answer;
  seen.push(...findSecrets(JSON.stringify([body, [...headers]]) ?? '', known, `the answer of ${where}`));
  return { status, body, headers };
}

const get = (route: string) => ask(admin.get(route), `GET ${route}`);

async function buildEnds(): Promise<Build> {
  const source = git.url.replace('://', `://ci:${GIT_PASSWORD}@`);
  const source_blob = { url: `${source}/shop/.git`, version: 'main' };
  const made = await ask(admin.post(`/apps/${APP}/builds`, { source_blob }), 'POST builds');
  expect(made.status).toBe(201);
  const ended = async () => {
    const { body } = await get(`/apps/${APP}/builds/${made.body.id}`);
    expect(body.status).not.toBe('pending');
    return body as Build;
  };
  return eventually(ended, { withinMs: 240_000, everyMs: 500 });
}

// told in order: what is looked at in the end has happened before
describe('a secret', () => {
  it(
    'reaches the dyno it is for',
    async () => {
      await admin.post('/apps', { name: APP });
      const { 'the config var': _asked, ...others } = secrets;
      await ask(admin.patch(`/apps/${APP}/config-vars`, { GREETING: CONFIG }), 'PATCH config-vars', others);
      expect(await buildEnds()).toMatchObject({ status: 'succeeded', failure: null });
      const page = () => fetchPage(platform, `${APP}.${platform.baseDomain}`);
      await eventually(async () => expect((await page()).body).toContain(CONFIG), { withinMs: 60_000, everyMs: 250 });
    },
    STEP_MS,
  );

  it(
    'is told to nobody else, whatever happens: a crash, a failed build, a login that is refused',
    async () => {
      await fetchPage(platform, `${APP}.${platform.baseDomain}`, '/crash').catch(() => undefined);
      repository.empty();
      repository.commit({ Dockerfile: `FROM ${platform.baseImage}\nRUN env && cat /proc/*/cmdline && false\n` });
      const build = await buildEnds();
      expect(build.status).toBe('failed');
      const output = await (await fetch(build.output_stream_url)).text();
      expect(output).toContain('RUN env');
      seen.push(...findSecrets(output, secrets, 'the output of a build'));
      await callerOf(platform.apiUrl, `${platform.token}x`).get('/apps');
      await admin.patch(`/apps/${APP}/config-vars`, { PORT: CONFIG, 'BAD NAME': CONFIG });
    },
    STEP_MS,
  );

  it('SEC-13: stands in no answer of the API but that of the config vars, and in no log', async () => {
    const { body } = await admin.get('/openapi.json');
    const own = Object.keys(body.paths as object).filter((route) => /^\/apps\/\{app\}(\/[a-z-]+)?$/.test(route));
    expect(own).toContain('/apps/{app}/dynos');
    const routes = own.filter((route) => !route.endsWith('/config-vars')).map((route) => route.replace('{app}', APP));
    for (const route of ['/openapi.json', '/apps', '/hosts', '/account', '/oauth/authorizations', ...routes])
      await get(route);
    const { rc, stdout, stderr } = await platform.jujube('logs', '-a', APP, '-n', '1500');
    expect({ rc, stderr }).toEqual({ rc: 0, stderr: '' });
    expect(stdout).toContain('crashed');
    seen.push(...findSecrets(stdout, secrets, 'the logs of the app'));
    expect((await admin.get(`/apps/${APP}/config-vars`)).body).toEqual({ GREETING: CONFIG });
    expect(seen).toEqual([]);
  });

  it(
    'stands in no table',
    async () => {
      const { tables, found } = await searchTables(database, secrets);
      expect(tables).toEqual(expect.arrayContaining(['public.releases', 'public.builds', 'public.log_lines']));
      expect(found).toEqual([]);
    },
    STEP_MS,
  );

  it('stands in no argument of a process', async () => {
    expect(await searchCommandLines(secrets)).toEqual([]);
  });

  it(
    'stands in no file of the platform but those that only its owner can read',
    async () => {
      const { openStateDir } = await machinePart<StateDirs>('machine/state-dir.mjs');
      const { runDir } = openStateDir(platform.stateDir);
      const found = [platform.stateDir, path.join(runDir, 'router')].map((directory) =>
        searchFiles(directory, secrets, ENGINES),
      );
      const known = ["the admin's password in running.json", "the admin's token in running.json"];
      const kept = ["the admin's password in secrets/admin-password", "the admin's token in secrets/admin-token"];
      expect((await Promise.all(found)).flat().sort()).toEqual([...known, ...kept].sort());
      for (const file of ['running.json', 'secrets/admin-password', 'secrets/admin-token']) {
        expect(await isPrivate(path.join(platform.stateDir, file))).toBe(true);
      }
      const dynoLogs = await searchFiles(path.join(platform.stateDir, 'engines'), secrets, /^(?!.*-json\.log$)/);
      expect(dynoLogs).toEqual([]);
    },
    STEP_MS,
  );
});

interface StateDirs {
  openStateDir(directory: string): { runDir: string };
}
