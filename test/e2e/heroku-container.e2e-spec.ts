import path from 'node:path';
import { ClientMachine } from '../support/client-machine.js';
import { eventually } from '../support/eventually.js';
import type { CliRun } from '../support/platform-cli.js';
import { startOwnPlatform, type OwnPlatform } from '../support/platform.js';

// the one form in which the CLI has a registry: a bare host name with "localhost" in it, and port 443
const DOMAIN = 'localhost.jujube.test';
const OWN_NAMES = ['api', 'registry', 'git'].map((name) => `${name}.${DOMAIN}`);
const [SHOP, OTHER] = ['shop', 'other'];
const STEP_MS = 300_000;

let machine: ClientMachine;
let platform: OwnPlatform;
let authorityFile: string;

beforeAll(async () => {
  machine = await ClientMachine.plugIn([...OWN_NAMES, `${SHOP}.${DOMAIN}`]);
  const [http, https] = [80, 443].map((port) => `${machine.platformAddress}:${port}`);
  platform = await startOwnPlatform({
    env: { BASE_DOMAIN: DOMAIN, ROUTER_HTTP: http!, ROUTER_HTTPS: https!, ROUTER_REGISTRY: 'on' },
  });
  authorityFile = path.join(platform.stateDir, 'router/ca/ca.pem');
  await machine.startEngine(authorityFile);
}, STEP_MS);

afterAll(async () => {
  await platform?.stop();
  await machine?.remove();
}, STEP_MS);

/** Heroku's CLI with the variables that the README names for this form. */
function heroku(
  command: string,
  { cwd, token = platform.token }: { cwd?: string; token?: string } = {},
): Promise<CliRun> {
  const api = `https://api.${DOMAIN}`;
  const env = {
    HEROKU_HOST: DOMAIN,
    HEROKU_API_KEY: token,
    HEROKU_HEADERS: JSON.stringify({ authorization: `Bearer ${token}` }),
    HEROKU_PARTICLEBOARD_URL: api,
    DISABLE_TELEMETRY: 'true',
    HEROKU_DISABLE_AUTOUPDATE: '1',
    HEROKU_SKIP_NEW_VERSION_CHECK: '1',
    NODE_EXTRA_CA_CERTS: authorityFile,
  };
  return machine.run(process.execPath, [process.env.TEST_HEROKU_CLI!, ...command.split(' ')], {
    env,
    ...(cwd && { cwd }),
  });
}

/** A program that tells who it is, over HTTP and in the log. */
function dockerfile(says: string): string {
  const program = `console.log('${says} runs'); require('http').createServer((_, r) => r.end('${says}')).listen(process.env.PORT)`;
  return `FROM registry.${DOMAIN}/${platform.baseImage.split('/').slice(1).join('/')}\nCMD ["node", "-e", "${program}"]\n`;
}

/** What it printed; it must have succeeded. */
async function done(running: Promise<CliRun>): Promise<string> {
  const { rc, stdout, stderr } = await running;
  if (rc !== 0) throw new Error(`ended with ${rc}:\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

async function page(): Promise<string> {
  const { stdout } = await machine.run('curl', ['--silent', '--cacert', authorityFile, `https://${SHOP}.${DOMAIN}/`]);
  return stdout;
}

describe('container:push and container:release of the CLI of Heroku', () => {
  it(
    'run what was built on the machine of a developer',
    async () => {
      await platform.must('apps:create', SHOP);
      expect(await done(heroku('container:login'))).toContain('Login Succeeded');
      const cwd = machine.directory({ Dockerfile: dockerfile('first') });
      expect(await done(heroku(`container:push web -a ${SHOP}`, { cwd }))).toMatch(/successfully pushed/);
      await done(heroku(`container:release web -a ${SHOP}`));
      await eventually(async () => expect(await page()).toBe('first'), { withinMs: 90_000 });
      expect(await platform.must('releases', '-a', SHOP)).toMatch(/v2 .*Deploy web \([0-9a-f]{12}\)/);
    },
    STEP_MS,
  );

  it(
    'give each process type the image that was pushed for it',
    async () => {
      const files = { 'Dockerfile.web': dockerfile('second'), 'Dockerfile.worker': dockerfile('worker') };
      const cwd = machine.directory(files);
      await done(heroku(`container:push web worker --recursive -a ${SHOP}`, { cwd }));
      await done(heroku(`container:release web worker -a ${SHOP}`));
      await platform.must('ps:scale', 'worker=1', '-a', SHOP);
      await eventually(async () => expect(await page()).toBe('second'), { withinMs: 90_000 });
      await eventually(
        async () => {
          expect(await platform.must('logs', '-a', SHOP, '--dyno', 'worker.1')).toContain('worker runs');
        },
        { withinMs: 90_000 },
      );
    },
    STEP_MS,
  );

  it(
    'are taken back by a rollback, and process types go with container:rm',
    async () => {
      await done(heroku(`releases:rollback v2 -a ${SHOP}`));
      await eventually(async () => expect(await page()).toBe('first'), { withinMs: 90_000 });
      expect(await platform.must('container:release', 'worker', '-a', SHOP)).toMatch(
        /Releasing images of worker to shop.* v5/,
      );
      expect(await page()).toBe('first');
      await done(heroku(`container:rm worker -a ${SHOP}`));
      await eventually(async () => expect(await platform.must('ps', '-a', SHOP)).not.toMatch(/worker/));
      await platform.must('container:release', 'worker', '-a', SHOP);
      await platform.must('container:rm', 'worker', '-a', SHOP);
      expect(await heroku(`container:rm web -a ${SHOP}`)).toMatchObject({
        rc: 2,
        stderr: expect.stringMatching(/Nothing would be left to run/),
      });
    },
    STEP_MS,
  );

  it(
    'are for those who may deploy the app',
    async () => {
      await platform.must('apps:create', OTHER);
      const made = await platform.must('tokens:create', '--app', OTHER, '--permission', 'app.deploy');
      const token = /jj_[\w-]+/.exec(made)![0];
      expect(await heroku(`container:release web -a ${SHOP}`, { token })).toMatchObject({
        rc: 2,
        stderr: expect.stringMatching(/Couldn't find that app/),
      });
      const image = `registry.${DOMAIN}/${SHOP}/web`;
      await machine.run('docker', ['logout', `registry.${DOMAIN}`]);
      await machine.run('docker', ['login', '--username=_', `--password=${token}`, `registry.${DOMAIN}`]);
      expect(await machine.run('docker', ['push', image])).toMatchObject({
        rc: 1,
        stderr: expect.stringMatching(/denied/),
      });
      expect(await machine.run('docker', ['pull', image])).toMatchObject({
        rc: 1,
        stderr: expect.stringMatching(/denied/),
      });
      await machine.run('docker', ['tag', image, `registry.${DOMAIN}/${OTHER}/web`]);
      await done(machine.run('docker', ['push', `registry.${DOMAIN}/${OTHER}/web`]));
      const manifest = `https://registry.${DOMAIN}/v2/${SHOP}/web/manifests/latest`;
      const asked = (...more: string[]) =>
        machine.run('curl', ['--silent', '--cacert', authorityFile, '--write-out', '%{http_code}', ...more, manifest]);
      expect((await asked('--output', '/dev/null')).stdout).toBe('401');
      expect((await asked('--output', '/dev/null', '--user', `:${token}`)).stdout).toBe('404');
      expect((await asked('--output', '/dev/null', '--user', `:${platform.token}`)).stdout).toBe('200');
    },
    STEP_MS,
  );
});
