import { request } from 'node:http';
import path from 'node:path';
import { ComposeInstallation } from '../support/compose-installation.js';
import { eventually } from '../support/eventually.js';
import { runCli } from '../support/platform-cli.js';

const SAMPLE = path.resolve(import.meta.dirname, '../../docker/sample');

/** The installation for a real machine: docker/compose.yml, built, started, and used once from build to request. */
describe('docker compose', () => {
  let installation: ComposeInstallation;

  beforeAll(async () => {
    installation = await ComposeInstallation.make();
  }, 120_000);

  afterAll(() => installation?.down(), 100_000);

  it('builds its images, starts, and becomes healthy', async () => {
    await installation.up();
    await eventually(async () => expect((await fetch(`${installation.apiUrl}/healthz`)).status).toBe(200), {
      withinMs: 90_000,
      everyMs: 500,
    });
  }, 900_000);

  it('runs our processes without rights: no root, no capabilities, a read-only file system', async () => {
    const status = await installation.compose('exec', '-T', 'api', 'cat', '/proc/self/status');
    expect(status).toMatch(/^Uid:\s+1000\s/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
    await expect(installation.compose('exec', '-T', 'api', 'touch', '/app/x')).rejects.toThrow('Read-only file system');
  }, 60_000);

  it('deploys an app on a host that was added', async () => {
    const token = await logIn(installation);
    await installation.pushBaseImages(token);
    const env = { JUJUBE_URL: installation.apiUrl, JUJUBE_TOKEN: token };
    for (const command of [
      ['hosts:add', ...installation.appHost],
      ['apps:create', 'hello'],
      ['builds:create', '-a', 'hello', '--tar', SAMPLE],
    ]) {
      const { rc, stdout, stderr } = await runCli(command, env);
      expect({ command: command[0], rc, output: rc === 0 ? '' : stdout + stderr }).toEqual({
        command: command[0],
        rc: 0,
        output: '',
      });
    }
    await eventually(
      async () => expect(await page(installation.address, 'hello.localhost')).toContain('Hello from Jujube'),
      { withinMs: 30_000 },
    );
  }, 300_000);

  it('frees the disk of deleted images as docker/README.md says, and still has the others', async () => {
    await installation.compose('stop', 'registry');
    const config = '/etc/docker/registry/config.yml';
    const freed = await installation.compose('run', '-T', '--rm', 'registry', 'garbage-collect', config);
    expect(freed).toMatch(/[1-9]\d* blobs marked/);
    await installation.compose('start', 'registry');
    const env = { JUJUBE_URL: installation.apiUrl, JUJUBE_TOKEN: await logIn(installation) };
    const { rc, stdout, stderr } = await runCli(['builds:create', '-a', 'hello', '--tar', SAMPLE], env);
    expect({ rc, output: rc === 0 ? '' : stdout + stderr }).toEqual({ rc: 0, output: '' });
  }, 300_000);
});

async function logIn({ apiUrl, login: { username, password } }: ComposeInstallation): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const answer = await fetch(`${apiUrl}/oauth/authorizations`, {
    method: 'POST',
    headers: { Authorization: authorization },
  });
  const { access_token } = (await answer.json()) as { access_token: { token: string } };
  return access_token.token;
}

function page(address: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { host: address, port: 80, headers: { Host: host }, signal: AbortSignal.timeout(5000) };
    request(options, (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (chunk: string) => (text += chunk))
        .once('end', () => resolve(text));
    })
      .once('error', reject)
      .end();
  });
}
