import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli, type CliRun } from '../support/platform-cli.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';

const PASSWORD = 'ann chose this one';

describe('a team', () => {
  let platform: TestPlatform;
  let home: string;
  const app = `team-${Date.now().toString(36)}`;
  const email = `ann-${Date.now().toString(36)}@example.com`;
  /** Ann at her own machine, where she logged in or not */
  const ann = (...args: string[]): Promise<CliRun> =>
    runCli(args, { XDG_CONFIG_HOME: home, JUJUBE_URL: '', JUJUBE_TOKEN: '', JUJUBE_STATE_DIR: platform.stateDir });
  const withToken = (token: string, ...args: string[]): Promise<CliRun> =>
    runCli(args, { XDG_CONFIG_HOME: home, JUJUBE_URL: platform.apiUrl, JUJUBE_TOKEN: token });

  beforeAll(async () => {
    platform = await sharedPlatform();
    home = await mkdtemp(path.join(tmpdir(), 'team-home-'));
    await platform.jujube('apps:create', app);
  });
  afterAll(async () => {
    await platform.jujube('apps:destroy', app, '--confirm', app);
    await platform.jujube('users:disable', email);
    await rm(home, { recursive: true });
  });

  it('begins with an invitation: Ann chooses a password and is logged in', async () => {
    const { stdout } = await platform.jujube('users:invite', email);
    const [, url, code] = /jujube login --url (\S+) --invitation (\S+)/.exec(stdout) ?? [];
    const short = await ann('login', '--url', url!, '--invitation', code!, '--password', 'short');
    expect(short.rc).toBe(1);
    expect(short.stderr).toContain('10 to 1000 characters');
    const { rc, stdout: greeting } = await ann('login', '--url', url!, '--invitation', code!, '--password', PASSWORD);
    expect([rc, greeting]).toEqual([0, expect.stringContaining(`Logged in as ${email}`)]);
    expect((await platform.jujube('users')).stdout).toMatch(new RegExp(`${email} +active`));
    expect((await ann('login', '--url', url!, '--invitation', code!, '--password', PASSWORD)).rc).toBe(1);
  });

  it('shares apps: she sees nothing, then what she was given, then nothing again', async () => {
    expect((await ann('apps:info', '-a', app)).rc).toBe(1);
    const added = await platform.jujube('access:add', email, '-a', app, '--permissions', 'view,deploy');
    expect(added.stdout).toContain('May view, deploy.');
    expect((await ann('apps')).stdout).toContain(app);
    expect((await ann('config:set', 'GREETING=hi', '-a', app, '--no-wait')).rc).toBe(0);
    const refused = await ann('maintenance:on', '-a', app);
    expect([refused.rc, refused.stderr]).toEqual([1, expect.stringContaining('it needs the permission operate')]);
    await platform.jujube('access:update', email, '-a', app, '--permissions', 'operate');
    expect((await ann('maintenance:on', '-a', app)).rc).toBe(0);
    expect((await ann('maintenance:off', '-a', app)).rc).toBe(0);
    expect((await ann('config', '-a', app)).rc).toBe(1);
    expect((await ann('access', '-a', app)).stdout).toMatch(new RegExp(`${email} +collaborator +view, operate`));
    await platform.jujube('access:remove', email, '-a', app);
    expect((await ann('apps:info', '-a', app)).rc).toBe(1);
  });

  it('gives CI a token that deploys one app and does nothing else', async () => {
    const made = await platform.jujube('tokens:create', '--app', app, '--permission', 'app.deploy', '--expires', '90d');
    const token = made.stdout.trim();
    expect((await withToken(token, 'config:set', 'FROM=ci', '-a', app, '--no-wait')).rc).toBe(0);
    for (const command of [['apps'], ['hosts'], ['users'], ['ps:scale', 'web=1', '-a', app], ['tokens:create']]) {
      const { rc, stderr } = await withToken(token, ...command);
      expect([command, rc, stderr]).toEqual([command, 1, expect.stringContaining('This token')]);
    }
    const { stdout } = await platform.jujube('tokens');
    expect(stdout).toContain(`app.view, app.deploy of ${app}`);
    expect(stdout).not.toContain(token);
  });
});
