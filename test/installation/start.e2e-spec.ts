import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { eventually } from '../support/eventually.js';
import { startOwnPlatform, type OwnPlatform, type RunningPlatform } from '../support/platform.js';
import { runScript } from '../support/platform-cli.js';

/** `npm start` and `npm stop` as a user meets them; one platform of this story's own. */
describe('npm start', () => {
  let platform: OwnPlatform;

  beforeAll(async () => {
    platform = await startOwnPlatform({ hosts: 1 });
  }, 300_000);

  afterAll(() => platform?.stop(), 100_000);

  const script = (name: string, ...args: string[]) =>
    runScript(name, { args, env: { JUJUBE_STATE_DIR: platform.stateDir }, timeoutMs: 300_000 });
  const runningFile = () => path.join(platform.stateDir, 'running.json');
  const facts = () => JSON.parse(readFileSync(runningFile(), 'utf8')) as RunningPlatform;

  it('writes down for its owner only where the platform lives', () => {
    expect(statSync(runningFile()).mode & 0o777).toBe(0o600);
    expect(Object.keys(facts())).toEqual(
      expect.arrayContaining([
        'apiUrl',
        'routerUrl',
        'registryUrl',
        'baseDomain',
        'pid',
        'username',
        'password',
        'token',
        'baseImage',
      ]),
    );
  });

  it('registers its engine as a host, and the CLI can log in with what it prints', async () => {
    const { username, password, apiUrl } = facts();
    const hosts = await platform.jujube('hosts', '--json');
    expect(
      (JSON.parse(hosts.stdout) as { name: string; status: string }[]).map(({ name, status }) => [name, status]),
    ).toEqual([['h1', 'ready']]);
    const answer = await fetch(`${apiUrl}/oauth/authorizations`, {
      method: 'POST',
      headers: basic(username, password),
    });
    expect(answer.status).toBe(201);
  });

  it('says where it lives when it runs already', async () => {
    const { rc, stdout } = await script('start.mjs', '--detach');
    expect(rc).toBe(0);
    expect(stdout).toContain('already running');
    expect(stdout).toContain(facts().apiUrl);
  });

  it('starts a killed process again', async () => {
    const before = processes(platform);
    process.kill(before.api as number, 'SIGKILL');
    await eventually(() => expect(processes(platform).api).not.toBe(before.api), { withinMs: 10_000 });
    await eventually(async () => expect((await fetch(`${facts().apiUrl}/healthz`)).status).toBe(200), {
      withinMs: 30_000,
    });
  }, 60_000);

  it('takes over after it was killed itself: same data, same password, on other ports when its own are taken', async () => {
    await platform.jujube('apps:create', 'kept');
    const before = facts();
    process.kill(before.pid, 'SIGKILL');
    // taken is taken, also when somebody else was quicker
    const squatter = await eventually(() => listenOn(Number(new URL(before.apiUrl).port)), {
      withinMs: 30_000,
    }).catch(() => null);
    platform = { ...platform, ...(await platform.startAgain()) };
    squatter?.close();
    const after = facts();
    expect(new URL(after.apiUrl).port).not.toBe(new URL(before.apiUrl).port);
    expect(after.pid).not.toBe(before.pid);
    expect(after.password).toBe(before.password);
    expect((await platform.jujube('apps:info', '-a', 'kept')).rc).toBe(0);
  }, 300_000);

  it('leaves nothing behind after npm stop', async () => {
    const { rc, stderr } = await script('stop.mjs');
    expect([rc, stderr]).toEqual([0, '']);
    expect(leftovers(platform)).toEqual([]);
    const again = await script('stop.mjs');
    expect([again.rc, again.stdout]).toEqual([0, expect.stringContaining('was not running')]);
  }, 100_000);
});

function processes({ stateDir }: RunningPlatform): Record<string, number> {
  const text = readFileSync(path.join(stateDir, 'processes.json'), 'utf8');
  return Object.fromEntries((JSON.parse(text) as { name: string; pid: number }[]).map(({ name, pid }) => [name, pid]));
}

// what carries the names of this platform: programs, links, network namespaces, mounts
function leftovers({ stateDir, hosts }: RunningPlatform): string[] {
  const runDir = path.dirname(path.dirname(hosts[0]?.socket ?? ''));
  const id = runDir.split('-').at(-1) ?? '';
  const listings = [
    ['ps', '-eo', 'args'],
    ['ip', '-o', 'link'],
    ['ip', 'netns'],
    ['cat', '/proc/self/mounts'],
  ] as const;
  const lines = listings.flatMap(([program, ...args]) => execFileSync(program, args, { encoding: 'utf8' }).split('\n'));
  return lines.filter((line) => [stateDir, `${runDir}/`, `jj${id}`].some((name) => line.includes(name)));
}

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });
}

function basic(username: string, password: string): { Authorization: string } {
  return { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}
