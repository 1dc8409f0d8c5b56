import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import type { Dyno } from '@jujube/contract/dyno.js';
import { eventually } from '../support/eventually.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';
import { openRendezvous } from '../support/rendezvous.js';
import { GitRepository } from '../support/git-repository.js';
import { sampleApp } from '../support/sample-app.js';

const STEP_MS = 120_000;
const APP = 'story-run';
const CLI = path.resolve(import.meta.dirname, '../../scripts/jujube.mjs');

let platform: TestPlatform;
let repository: GitRepository;
let authority: string;

beforeAll(async () => {
  platform = await sharedPlatform();
  repository = new GitRepository('run');
  repository.commit(sampleApp('run'));
  await platform.jujube('apps:create', APP);
  const built = await platform.jujube('builds:create', '-a', APP, '--tar', repository.directory);
  expect(built).toMatchObject({ rc: 0 });
  await platform.jujube('config:set', 'GREETING=good morning', '-a', APP);
  authority = await (await call('GET', '/certificate-authority')).text();
}, 300_000);

afterAll(async () => {
  await platform?.jujube('apps:destroy', APP, '--confirm', APP);
  repository?.remove();
}, STEP_MS);

function call(method: string, target: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${platform.token}`, 'content-type': 'application/json' };
  return fetch(platform.apiUrl + target, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

async function started(body: object): Promise<Dyno> {
  const answer = await call('POST', `/apps/${APP}/dynos`, body);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Dyno;
}

const dynoOf = async (name: string) => (await (await call('GET', `/apps/${APP}/dynos/${name}`)).json()) as Dyno;
const env = () => ({ ...process.env, JUJUBE_URL: platform.apiUrl, JUJUBE_TOKEN: platform.token });

/** As a user who pipes something in. */
function piped(input: string, ...args: string[]): Promise<{ rc: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [CLI, ...args],
      { env: env(), timeout: STEP_MS, maxBuffer: 2 ** 26 },
      (_error, stdout, stderr) => resolve({ rc: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

describe('a command that runs once', () => {
  it(
    'has the image and the config vars of the app; output, errors, input and exit status are its own',
    async () => {
      const ran = await piped('', 'run', '-a', APP, '--', 'sh', '-c', 'echo $GREETING $DYNO; echo oops >&2; exit 3');
      expect(ran).toMatchObject({ rc: 3, stdout: expect.stringMatching(/^good morning run\.\d{4}\n$/) });
      expect(ran.stderr).toMatch(/^Running sh -c .* on story-run\.\.\. done, run\.\d{4}\noops\n$/);
      const lines = Array.from({ length: 200_000 }, (_, index) => `${index}\n`).join('');
      expect(await piped(lines, 'run', '-a', APP, 'wc', '-l')).toMatchObject({ rc: 0, stdout: '200000\n' });
      const echoed = await piped(lines, 'run', '-a', APP, 'cat');
      expect(echoed.stdout === lines).toBe(true);
    },
    STEP_MS,
  );

  it(
    'has a terminal of the size of mine',
    async () => {
      const line = `stty rows 33 cols 99; ${process.execPath} ${CLI} run -a ${APP} -- 'sleep 0.5; stty size; tty; echo $COLUMNS'`;
      const child = spawn('script', ['-qec', line, '/dev/null'], { env: env(), stdio: ['pipe', 'pipe', 'inherit'] });
      let shown = '';
      child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
      const rc = await new Promise((resolve) => child.on('exit', resolve));
      expect(shown).toMatch(/33 99\r+\n\/dev\/pts\/\d+\r+\n99\r+\n/);
      expect(rc).toBe(0);
    },
    STEP_MS,
  );

  it(
    'on its own writes to the log of the app, is listed meanwhile, and can be stopped',
    async () => {
      const { stdout } = await platform.jujube('run:detached', '-a', APP, '--', 'echo begun; sleep 600');
      const [, name = ''] = /--dyno (run\.\d{4})/.exec(stdout) ?? [];
      const logOf = async () => (await platform.jujube('logs', '-a', APP, '--dyno', name)).stdout;
      await eventually(async () => expect(await logOf()).toMatch(/app\[run\.\d{4}\]: begun/), { withinMs: 60_000 });
      expect((await platform.jujube('ps', '-a', APP)).stdout).toMatch(new RegExp(`${name}: up`));
      expect(await platform.jujube('ps:stop', name, '-a', APP)).toMatchObject({ rc: 0 });
      await eventually(async () => expect(await dynoOf(name)).toMatchObject({ state: 'down' }), { withinMs: 60_000 });
      expect((await platform.jujube('ps', '-a', APP)).stdout).not.toContain(name);
      expect(await logOf()).toMatch(/heroku\[run\.\d{4}\]: State changed from up to complete/);
    },
    STEP_MS,
  );

  it(
    'ends with its time, and says so',
    async () => {
      const { name } = await started({ command: 'sleep 600', time_to_live: 1 });
      await eventually(async () => expect(await dynoOf(name)).toMatchObject({ state: 'crashed' }), {
        withinMs: 60_000,
      });
      expect((await dynoOf(name)).reason).toBe('Ended after 1 s, its timeout');
    },
    STEP_MS,
  );

  it(
    'greets Heroku’s client in a write of its own, takes its end of input, and starts only when it is there',
    async () => {
      const { name, attach_url: url } = await started({ command: 'echo first; cat', attach: true, force_no_tty: true });
      expect(url).toMatch(/^rendezvous:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
      const talk = await openRendezvous(url!, authority);
      await eventually(() => expect(talk.events.length).toBeGreaterThan(1), { withinMs: 60_000 });
      expect(talk.events[0]).toBe('rendezvous\r\n');
      talk.socket.write('typed\n\u0004');
      await talk.closed;
      expect(talk.shown()).toBe('first\ntyped\n');
      await eventually(async () => expect(await dynoOf(name)).toMatchObject({ state: 'down', exit_status: 0 }), {
        withinMs: 60_000,
      });
      const again = await openRendezvous(url!, authority);
      await again.closed;
      expect(again.shown()).toMatch(/not valid, or was used before/);
    },
    STEP_MS,
  );

  it(
    'ends when whoever is attached hangs up',
    async () => {
      const { name, attach_url: url } = await started({ command: 'echo here; sleep 600', attach: true });
      const talk = await openRendezvous(url!, authority);
      await eventually(() => expect(talk.shown()).toContain('here'), { withinMs: 60_000 });
      talk.socket.destroy();
      await eventually(
        async () => expect(await dynoOf(name)).toMatchObject({ reason: expect.stringContaining('hung up') }),
        {
          withinMs: 60_000,
        },
      );
    },
    STEP_MS,
  );

  it(
    'says why it does not begin',
    async () => {
      const { name, attach_url: url } = await started({ command: 'true', attach: true, force_no_tty: true });
      await platform.jujube('ps:stop', name, '-a', APP);
      const talk = await openRendezvous(url!, authority);
      await talk.closed;
      expect(talk.events[0]).toBe('rendezvous\r\n');
      expect(talk.shown()).toMatch(/Error: (killed by its owner|It was stopped)/);
    },
    STEP_MS,
  );

  it.each([
    [{}, 422, /command/],
    [{ command: ' ' }, 422, /empty/],
    [{ command: 'true', type: 'Run!' }, 422, /no name of a process type/],
    [{ command: 'true', env: { JUJUBE_X: '1' } }, 422, /belong to the platform/],
    [{ command: 'true', env: { A: [1] } }, 422, /env/],
    [{ command: 'true', size: '1-9999Ti' }, 422, /memory/],
    [{ command: 'true', size: '900-900Gi' }, 422, /can never run/],
    [{ command: 'true', time_to_live: 0 }, 422, /time_to_live/],
  ])('refuses %j', async (body, status, why) => {
    const answer = await call('POST', `/apps/${APP}/dynos`, body);
    expect({ status: answer.status, text: await answer.text() }).toEqual({ status, text: expect.stringMatching(why) });
  });
});

describe('a command inside a dyno', () => {
  it(
    'sees what the dyno sees, and its session is in the log',
    async () => {
      const inside = await piped('a\nb\n', 'ps:exec', '-a', APP, 'web.1', '--', 'sh', '-c', 'cat; echo $DYNO; exit 4');
      expect(inside).toMatchObject({ rc: 4, stdout: 'a\nb\nweb.1\n' });
      const { stdout } = await platform.jujube('logs', '-a', APP, '--dyno', 'web.1');
      expect(stdout).toMatch(/heroku\[web\.1\]: A session inside begins: command `sh -c/);
      await eventually(
        async () => expect((await platform.jujube('logs', '-a', APP, '--dyno', 'web.1')).stdout).toMatch(/has ended/),
        { withinMs: 20_000 },
      );
      expect(await piped('', 'ps:exec', '-a', APP, 'web.9', 'true')).toMatchObject({ rc: 1 });
    },
    STEP_MS,
  );
});
