import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CommandResult } from '@jujube/contract/command.js';
import type { App } from '@jujube/contract/app.js';
import { FixtureApi } from '../support/fixture-api.js';
import { freePort } from '../support/free-port.js';
import { runCli, type CliRun } from '../support/platform-cli.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';

const JUJUBE = path.resolve(import.meta.dirname, '../../scripts/jujube.mjs');

describe('jujube at a terminal', () => {
  let platform: TestPlatform;
  let home: string;
  const app = `cli-${Date.now().toString(36)}`;
  /** a user of this machine who has logged in, or not */
  const asUser = (...args: string[]): Promise<CliRun> =>
    runCli(args, { XDG_CONFIG_HOME: home, JUJUBE_URL: '', JUJUBE_TOKEN: '', JUJUBE_STATE_DIR: platform.stateDir });
  const post = async (command: string, token = platform.token): Promise<CommandResult> => {
    const response = await fetch(`${platform.apiUrl}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ command }),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as CommandResult;
  };

  beforeAll(async () => {
    platform = await sharedPlatform();
    home = await mkdtemp(path.join(tmpdir(), 'cli-home-'));
  });
  afterAll(async () => {
    await platform.jujube('apps:destroy', app, '--confirm', app);
    await rm(home, { recursive: true });
  });

  it('sends whoever has not logged in to the login', async () => {
    expect(await asUser('apps')).toEqual({
      rc: 1,
      stdout: '',
      stderr: ' ›   Error: Not logged in. Log in with: jujube login\n',
    });
  });

  it('says which variable holds what it cannot use', async () => {
    const withEnv = (env: Record<string, string>) => runCli(['apps'], { XDG_CONFIG_HOME: home, ...env });
    const token = await withEnv({ JUJUBE_URL: platform.apiUrl, JUJUBE_TOKEN: 'bad' });
    expect(token).toMatchObject({ rc: 1, stderr: expect.stringContaining('the token in JUJUBE_TOKEN') as string });
    expect(token.stderr).not.toContain('jujube login');
    const url = await withEnv({ JUJUBE_URL: 'notaurl', JUJUBE_TOKEN: 't' });
    expect(url).toMatchObject({ rc: 1, stderr: expect.stringMatching(/JUJUBE_URL is not a URL: 'notaurl'/) as string });
  });

  it('tells where Jujube runs when nobody answers at the stored address', async () => {
    const other = await mkdtemp(path.join(tmpdir(), 'cli-home-'));
    await mkdir(path.join(other, 'jujube'));
    const url = `http://127.0.0.1:${await freePort()}`;
    const stored = { current: url, logins: { [url]: { username: 'admin', token: 't' } } };
    await writeFile(path.join(other, 'jujube', 'credentials.json'), JSON.stringify(stored));
    const env = { XDG_CONFIG_HOME: other, JUJUBE_URL: '', JUJUBE_TOKEN: '', JUJUBE_STATE_DIR: platform.stateDir };
    const answer = await runCli(['apps:create', 'x'], env);
    expect(answer.stderr).toContain(`This clone runs at ${platform.apiUrl}: jujube login --url ${platform.apiUrl}`);
    await rm(other, { recursive: true });
  });

  it('refuses a wrong password in one line and stores nothing', async () => {
    const { rc, stderr } = await asUser('login', '--username', platform.username, '--password', 'wrong');
    expect(rc).toBe(1);
    expect(stderr).toMatch(/^Logging in to \S+\.\.\. !\n ›   Error: .*\n$/);
    expect((await asUser('whoami')).rc).toBe(1);
  });

  it('logs in to the platform of this clone, keeps the token to itself and speaks as that user', async () => {
    const { rc, stdout } = await asUser('login', '-u', platform.username, '--password', platform.password);
    expect({ rc, stdout }).toEqual({ rc: 0, stdout: expect.stringMatching(/^Logged in as \S+\n$/) as string });
    const file = path.join(home, 'jujube', 'credentials.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain(platform.apiUrl);
    const again = await asUser('login', '-u', platform.username, '--password', platform.password, '--json');
    expect(JSON.parse(again.stdout)).toEqual({ url: platform.apiUrl, username: expect.any(String) as string });
    expect(await asUser('auth:whoami')).toMatchObject({ rc: 0, stdout: expect.stringContaining('admin') as string });
  });

  it('creates an app whose first release is v1, and shows both', async () => {
    expect(await asUser('apps:create', app, '--deadline', '120')).toMatchObject({
      rc: 0,
      stdout: expect.stringMatching(new RegExp(`^http://${app}\\.`)) as string,
      stderr: `Creating ${app}... done\n`,
    });
    const info = JSON.parse((await asUser('apps:info', '-a', app, '--json')).stdout) as { app: App };
    expect(info.app).toMatchObject({ name: app, deadline_seconds: 120, maintenance: false });
    const marked = await asUser('apps:update', '--build-time', 'NPM_TOKEN, A', '-a', app);
    expect(marked).toMatchObject({ rc: 0, stderr: `Updating ${app}... done, builds see A, NPM_TOKEN\n` });
    expect((await asUser('releases', '-a', app)).stdout).toMatch(/v1 +Initial release/);
    expect((await asUser('ps', '-a', app)).stdout).toBe(`No dynos on ${app}.\n`);
  });

  it('sets, shows and unsets config: each a release, none of it through a shell', async () => {
    const set = await asUser('config:set', 'GREETING=hi there; $(id)', 'EMPTY=', '-a', app);
    expect(set).toMatchObject({ rc: 0, stderr: `Setting GREETING, EMPTY and restarting ${app}... done, v2\n` });
    expect((await asUser('config:get', 'GREETING', '-a', app)).stdout).toBe('hi there; $(id)\n');
    expect(JSON.parse((await asUser('config', '-a', app, '--json')).stdout)).toEqual({
      GREETING: 'hi there; $(id)',
      EMPTY: '',
    });
    expect((await asUser('config:unset', 'EMPTY', '-a', app)).stderr).toContain('done, v3');
    expect((await asUser('config:get', 'EMPTY', '-a', app)).rc).toBe(1);
  });

  it('follows the release that superseded its own when two set config at once, and says when nothing changes', async () => {
    const both = ['ONE=1', 'TWO=2'].map((pair) => asUser('config:set', pair, '-a', app));
    for (const { rc, stderr } of await Promise.all(both)) {
      expect({ rc, stderr }).toEqual({
        rc: 0,
        stderr: expect.stringMatching(/\.\.\. done, v\d+( \(superseded by v\d+, which serves\))?\n$/) as string,
      });
    }
    expect(JSON.parse((await asUser('config', '-a', app, '--json')).stdout)).toMatchObject({ ONE: '1', TWO: '2' });
    expect((await asUser('config:unset', 'NOPE', '-a', app)).stderr).toMatch(/done, nothing changed\n$/);
  });

  it('adds and removes domains, and turns maintenance on and off', async () => {
    expect((await asUser('domains:add', `${app}.example.com`, '-a', app)).rc).toBe(0);
    expect((await asUser('domains', '-a', app)).stdout).toContain(`${app}.example.com`);
    expect((await asUser('domains:remove', `${app}.example.com`, '-a', app)).rc).toBe(0);
    expect((await asUser('maintenance:on', '-a', app)).rc).toBe(0);
    expect((await asUser('maintenance', '-a', app)).stdout).toBe('on\n');
    expect((await asUser('maintenance:off', '-a', app)).rc).toBe(0);
  });

  it('lists hosts, labels one and takes the label away again', async () => {
    expect((await asUser('hosts')).stdout).toMatch(/h1 +ready/);
    expect((await asUser('hosts:label', 'h1', 'rack=7')).stderr).toContain('rack=7');
    expect((await asUser('hosts:label', 'h1', 'rack-')).stderr).not.toContain('rack=7');
  });

  it.each([
    [['ps:scael', 'web=1'], 2, 'Did you mean ps:scale?'],
    [['ps', 'scale', 'web=1'], 2, 'Which app?'],
    [['ps:scale', 'web=-1', '-a', app], 2, "not 'web=-1'"],
    [['ps:scale', 'web=abc', '-a', app], 2, "not 'web=abc'"],
    [['config:set', 'A', '-a', app], 2, "not 'A'"],
    [['releases', 'create', 't', '-a', app, '-p', 'dock'], 2, 'are two'],
    [['login', '--url', 'notaurl'], 2, "'notaurl' is not the URL"],
    [['logs', '-n', '2000', '-a', app], 2, '--num wants a whole number from 1 to 1500'],
    [['ps:scale', 'nosuch=1', '-a', app], 1, ''],
    [['apps:create', 'Not A Name'], 1, ''],
    [['apps:create', app], 1, 'Choose another name for the app.'],
    [['domains:add', 'not_a_host!', '-a', app], 1, ''],
    [['config:set', '1BAD=x', '-a', app], 1, ''],
    [['rollback', 'v99', '-a', app], 1, ''],
    [['builds:create', '-a', app, '--source', '--upload-pack=id'], 1, ''],
    [['builds:create', '-a', app, '--source', 'https://git.example.com/x.git', '--ref', '--exec=id'], 1, ''],
    [['builds:create', '-a', app, '--tar', '/nonexistent'], 1, 'there is no directory'],
    [['hosts:add', 'h9', 'ssh://user@10.0.0.9'], 2, '--host-key'],
    [
      ['hosts:add', 'hx', 'unix:///nonexistent.sock'],
      1,
      'hx cannot be reached: connect ENOENT /nonexistent.sock; is the engine running and its address reachable from here? Nothing was written.',
    ],
    [['hosts:info', 'no-such-host'], 1, ''],
    [['apps:info', '-a', 'no-such-app'], 1, ''],
  ])('answers %j with exit code %i and one clear line', async (args, rc, message) => {
    const answer = await asUser(...args);
    expect({ rc: answer.rc, stdout: answer.stdout }).toEqual({ rc, stdout: '' });
    const errors = answer.stderr.split('\n').filter((line) => line.startsWith(' ›   Error: '));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(message);
    expect(errors[0]).not.toMatch(/at \S+:\d+:\d+|undefined|\[object/);
  });

  it('runs the same lines over POST /commands, with the rights of the caller', async () => {
    expect(await post(`config:get GREETING -a ${app}`)).toEqual({ rc: 0, stdout: 'hi there; $(id)\n', stderr: '' });
    expect(await post(`config:set 'A=b; c' -a ${app}`)).toMatchObject({ rc: 0, stdout: 'A: b; c\n' });
    expect(await post('frobnicate')).toMatchObject({ rc: 2, stdout: '' });
    expect(await post(`logs --tail -a ${app}`)).toMatchObject({
      rc: 1,
      stderr: expect.stringContaining('no end') as string,
    });
    expect(await post('login')).toMatchObject({ rc: 1 });
  });

  it('ends a tail at Ctrl-C with 130', async () => {
    const api = await FixtureApi.start();
    api.on('POST /apps/shop/log-sessions', { status: 201, body: { logplex_url: `${api.url}/log` } });
    api.on('GET /log', (response) =>
      response.write('id: 1\ndata: 2026-11-20T11:38:15.657064+00:00 app[web.1]: hello\n\n'),
    );
    const env = { ...process.env, JUJUBE_URL: api.url, JUJUBE_TOKEN: 't' };
    const child = spawn(process.execPath, [JUJUBE, 'logs', '--tail', '-a', 'shop'], { env });
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect(await ended).toBe(130);
    await api.stop();
  });

  it('destroys an app only when its name is said twice', async () => {
    const name = `${app}-x`;
    await asUser('apps:create', name);
    expect(await asUser('apps:destroy', name)).toMatchObject({ rc: 1 });
    expect(await asUser('apps:destroy', name, '--confirm', name)).toMatchObject({
      rc: 0,
      stderr: `Destroying ${name}... done\n`,
    });
    expect((await asUser('apps')).stdout).not.toContain(name);
  });

  it('makes tokens for machines, shows each once and voids them', async () => {
    const made = await asUser('authorizations:create', '-d', 'CI', '--expires-in', '600');
    const id = /done, (\S+)/.exec(made.stderr)?.[1] ?? '';
    const asMachine = () => runCli(['whoami'], { JUJUBE_URL: platform.apiUrl, JUJUBE_TOKEN: made.stdout.trim() });
    expect((await asMachine()).rc).toBe(0);
    const listed = (await asUser('authorizations')).stdout;
    expect(listed).toContain(id);
    expect(listed).not.toContain(made.stdout.trim());
    expect((await asUser('authorizations:revoke', id)).rc).toBe(0);
    expect(await asMachine()).toMatchObject({ rc: 1, stderr: expect.stringContaining('JUJUBE_TOKEN') as string });
  });

  it('voids the token at logout', async () => {
    const { logins } = JSON.parse(await readFile(path.join(home, 'jujube', 'credentials.json'), 'utf8')) as {
      logins: Record<string, { token: string }>;
    };
    const token = logins[platform.apiUrl]?.token ?? '';
    expect(JSON.parse((await asUser('logout', '--json')).stdout)).toEqual({ url: platform.apiUrl });
    expect((await runCli(['apps'], { JUJUBE_URL: platform.apiUrl, JUJUBE_TOKEN: token })).rc).toBe(1);
    expect((await asUser('whoami')).stderr).toContain('Not logged in');
  });
});
