import { runCommandLine } from '@jujube/commands/language/run-command-line.js';
import type { CommandResult } from '@jujube/contract/command.js';
import { FixtureApi } from './support/fixture-api.js';

const APP = { id: 'a', name: 'shop' };

describe('the command language over HTTP', () => {
  let api: FixtureApi;
  const run = (line: string, answerWithinMs?: number): Promise<CommandResult> =>
    runCommandLine(line, { baseUrl: api.url, token: 't0ken', answerWithinMs });

  beforeEach(async () => {
    api = await FixtureApi.start();
    api.on('GET /apps/shop', { body: { name: 'shop', deadline_seconds: 300, web_url: 'http://shop.localhost:8080/' } });
    api.on('GET /apps/shop/formation', { body: [{ type: 'web', quantity: 1, app: APP }] });
    api.on('GET /apps/shop/dynos', { body: [] });
    api.on('PATCH /apps/shop/config-vars', { body: { GREETING: 'hi; rm -rf /' } });
  });
  afterEach(() => api.stop());

  it('runs a line with the rights of its caller', async () => {
    api.on('GET /apps', { body: [{ name: 'blog', maintenance: true }, { name: 'shop' }] });
    expect(await run('apps')).toEqual({ rc: 0, stdout: '=== Apps\n\nblog (maintenance)\nshop\n', stderr: '' });
    expect(api.requests[0]?.headers.authorization).toBe('Bearer t0ken');
  });

  it('answers in time when the API does not', async () => {
    api.on('GET /hosts', () => undefined);
    expect(await run('hosts', 100)).toMatchObject({
      rc: 1,
      stderr: expect.stringContaining('This took too long') as string,
    });
  });

  it('scales, waits until the dynos are up, and shows how many there are', async () => {
    api.on('PATCH /apps/shop/formation', { body: [{ type: 'web', quantity: 2, app: APP }] });
    const dyno = { type: 'web', name: 'web.1', state: 'up', healthy: true };
    api.on(
      'GET /apps/shop/dynos',
      { body: [dyno] },
      { body: [dyno, { ...dyno, healthy: false }] },
      { body: [dyno, dyno] },
    );
    expect(await run('ps:scale web+1 -a shop')).toEqual({
      rc: 0,
      stdout: '',
      stderr: 'Scaling dynos on shop... done, now running web at 2\n',
    });
    expect(api.requests.find(({ method }) => method === 'PATCH')?.body).toBe(
      '{"updates":[{"type":"web","quantity":"+1"}]}',
    );
  });

  it.each([
    ['login --url http://x', 'login cannot run here: it keeps a token on this machine.'],
    ['logs --tail -a shop', 'logs --tail cannot run here: it has no end.'],
    ['builds:create --tar . -a shop', 'builds:create --tar cannot run here: it reads files of this machine.'],
    ['hosts:add h2 tcp://h:1 --tls-dir x', 'hosts:add --tlsDir cannot run here'],
    ['apps:destroy shop', 'Nothing was destroyed: add --confirm shop.'],
    ['apps:destroy shop --confirm chop', "Nothing was destroyed: 'chop' is not the name of the app, shop."],
  ])('refuses what needs a terminal, in one line: %s', async (line, message) => {
    const { rc, stdout, stderr } = await run(line);
    expect({ rc, stdout }).toEqual({ rc: 1, stdout: '' });
    expect(stderr).toContain(message.replace('tlsDir', 'tls-dir'));
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(api.asked().filter((request) => !request.startsWith('GET'))).toEqual([]);
  });

  it.each([
    ['apps:creat x', 'Did you mean apps:create?'],
    ['ps -a shop --jsn', 'Did you mean --json?'],
    ["config:set 'A=1 -a shop", 'is not closed'],
    ['builds:create -a shop', 'Say either --source URL or --tar DIR.'],
    ['ps', 'Which app? Add -a NAME'],
  ])('answers misuse with 2 and asks the API nothing: %s', async (line, message) => {
    expect(await run(line)).toMatchObject({ rc: 2, stdout: '', stderr: expect.stringContaining(message) as string });
    expect(api.requests).toEqual([]);
  });

  it.each([
    ['apps:info shop -a blog', 'Which app? shop and --app blog are two. Say one.'],
    ['logs -n 2000 -a shop', "--num wants a whole number from 1 to 1500, not '2000'."],
    ['hosts:label h1 zone', "hosts:label wants NAME=VALUE or NAME-, not 'zone'."],
    ['config:set A -a shop', "config:set wants NAME=VALUE, not 'A'."],
    ['ps:scale web=many -a shop', "ps:scale wants TYPE=QUANTITY, such as web=3, web+1 or web-1, not 'web=many'."],
    ['ps:scale web=-1 -a shop', "not 'web=-1'."],
    ['ps:type web --memory 12 -a shop', "--memory wants a size such as 256Mi or 1Gi, not '12'."],
  ])('answers malformed values with 2 and asks the API nothing: %s', async (line, message) => {
    expect(await run(line)).toMatchObject({ rc: 2, stdout: '', stderr: expect.stringContaining(message) as string });
    expect(api.requests).toEqual([]);
  });

  it('says that an app has no config vars', async () => {
    api.on('GET /apps/shop/config-vars', { body: {} });
    expect(await run('config -a shop')).toEqual({ rc: 0, stdout: 'No config vars on shop.\n', stderr: '' });
    expect((await run('config -a shop --json')).stdout).toBe('{}\n');
  });

  it('shows in the list of builds what was asked for where no commit is known', async () => {
    const build = { id: 'b1', status: 'failed', user: { email: 'ann' }, created_at: '2026-11-20T11:38:15Z' };
    const [known, unknown] = [{ commit: '868b5a21d0c0ffee' }, { commit: null }];
    const source = (version: string | null) => ({ source_blob: { version } });
    api.on('GET /apps/shop/builds', {
      body: [
        { ...build, ...known, ...source('main') },
        { ...build, ...unknown, ...source('main') },
        { ...build, ...unknown, ...source(null) },
      ],
    });
    const rows = (await run('builds -a shop')).stdout.split('\n').slice(4, 7);
    expect(rows.map((row) => row.replace(/ +/g, ' '))).toEqual([
      expect.stringContaining(' failed 868b5a21 ann '),
      expect.stringContaining(' failed (main) ann '),
      expect.stringContaining(' failed ann '),
    ]);
  });

  it('shows what a host has in words', async () => {
    const size = { cpu_millis: 2000, memory_mib: 24105 };
    api.on('GET /hosts/h1', { body: { name: 'h1', status: 'ready', labels: {}, capacity: size, reserved: size } });
    expect((await run('hosts:info h1')).stdout).toMatch(/Capacity: +2 cpu, 24105 MiB\n/);
    const report = { capacity: size, engine_version: '20.10.24', address: '10.0.0.2', findings: [] };
    api.on('POST /hosts', { status: 201, body: { name: 'h2', report } });
    expect((await run('hosts:add h2 tcp://10.0.0.2:2376')).stdout).toContain(
      'Docker 20.10.24, 2 cpu, 24105 MiB, ports reached at 10.0.0.2\n',
    );
  });

  it('shows a problem of the API as one line', async () => {
    api.on('GET /apps/gone', { status: 404, body: { id: 'not_found', message: 'There is no app\n  gone.' } });
    expect(await run('maintenance -a gone')).toEqual({
      rc: 1,
      stdout: '',
      stderr: ' ›   Error: There is no app gone.\n',
    });
  });

  it.each(['help --json', '--help --json'])('shows every verb as JSON for %s', async (line) => {
    const { rc, stdout } = await run(line);
    expect(rc).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ name: 'ps:scale', aliases: ['scale'] }));
  });

  it.each(['help config:set --json', 'config set --help --json'])('shows one verb as JSON for %s', async (line) => {
    expect(JSON.parse((await run(line)).stdout)).toMatchObject({
      name: 'config:set',
      args: [{ name: 'NAME=value', required: true, variadic: true }],
      flags: [
        { name: '--app', value: 'app' },
        { name: '--no-wait', value: null },
      ],
      examples: expect.arrayContaining(['config:set GREETING=hi -a shop']) as string[],
    });
  });

  it('shows help for an empty line and for a command', async () => {
    expect((await run('')).stdout).toContain('  ps:scale ');
    expect((await run('help releases create')).stdout).toContain('$ jujube releases create 1a2b3c4d -p shop --force');
  });
});
