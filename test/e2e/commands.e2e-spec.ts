import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Build } from '@jujube/contract/build.js';
import type { CommandResult } from '@jujube/contract/command.js';
import { callerOf, type ApiAnswer } from '../support/api-caller.js';
import { eventually } from '../support/eventually.js';
import { startGitHttpServer, type GitHttpServer } from '../support/git-http-server.js';
import { GitRepository } from '../support/git-repository.js';
import { openPlatformDatabase } from '../support/platform-database.js';
import { sharedPlatform, type TestPlatform } from '../support/platform.js';

const STEP_MS = 180_000;
const APP = `commands-${randomBytes(3).toString('hex')}`;
const STRANGER = `jj_${randomBytes(24).toString('base64url')}`;

let platform: TestPlatform;
let database: DataSource;
let repository: GitRepository;
let git: GitHttpServer;

const post = (command: unknown, token: string | null = platform.token): Promise<ApiAnswer> =>
  callerOf(platform.apiUrl, token).post('/commands', { command });

async function run(line: string, token?: string): Promise<CommandResult> {
  const { status, body } = await post(line, token);
  expect(status).toBe(200);
  return body as CommandResult;
}

beforeAll(async () => {
  platform = await sharedPlatform();
  database = await openPlatformDatabase(platform);
  await database.query(
    `with someone as (insert into users (email, password_hash) values ($1, 'no password') returning id)
     insert into tokens (user_id, description, secret_hash) select id, 'test', sha256($2::bytea) from someone`,
    [`${APP}@example.com`, STRANGER],
  );
  repository = new GitRepository('slow');
  repository.commit({ Dockerfile: `FROM ${platform.baseImage}\nRUN echo begun && sleep 600\n` });
  git = await startGitHttpServer(repository.root, null);
  expect(await run(`apps:create ${APP}`)).toMatchObject({ rc: 0, stderr: `Creating ${APP}... done\n` });
}, STEP_MS);

afterAll(async () => {
  await platform?.jujube('apps:destroy', APP, '--confirm', APP);
  await database?.query('delete from users where email = $1', [`${APP}@example.com`]);
  await database?.destroy();
  await git?.close();
  repository?.remove();
}, STEP_MS);

describe('POST /commands', () => {
  it('answers a line with its exit code and what it printed', async () => {
    expect(await run(`ps -a ${APP}`)).toEqual({ rc: 0, stdout: `No dynos on ${APP}.\n`, stderr: '' });
    expect(await run(`ps -a ${APP} --json`)).toEqual({ rc: 0, stdout: '[]\n', stderr: '' });
  });

  it('splits words as a shell quotes them and gives none of them to a shell', async () => {
    const value = `it's "$HOME" \`id\`; $(id) | > * \\ ü`;
    const quoted = `'it'\\''s "$HOME" \`id\`; $(id) | > * \\ ü'`;
    expect(await run(`config:set QUOTED=${quoted} "SECOND=a  b" -a ${APP}`)).toMatchObject({ rc: 0 });
    expect((await run(`config:get QUOTED -a ${APP}`)).stdout).toBe(`${value}\n`);
    expect((await run(`config:get SECOND -a ${APP}`)).stdout).toBe('a  b\n');
    expect(await run(`config:set 'OPEN=1 -a ${APP}`)).toMatchObject({ rc: 2, stdout: '' });
  });

  it.each([
    ['login', 'keeps a token on this machine'],
    ['logs --tail -a APP', 'has no end'],
    ['builds:create --tar / -a APP', 'reads files of this machine'],
    ['hosts:add h9 tcp://127.0.0.1:1 --tls-dir /etc', 'reads'],
  ])('refuses what belongs to a terminal with 1: %s', async (line, reason) => {
    const { rc, stdout, stderr } = await run(line.replace('APP', APP));
    expect({ rc, stdout }).toEqual({ rc: 1, stdout: '' });
    expect(stderr).toMatch(/^ › {3}Error: .* cannot run here: it .*\n$/);
    expect(stderr).toContain(reason);
  });

  it('answers an unknown command with 2, one that fails with 1', async () => {
    expect(await run('ps:scael web=1')).toMatchObject({
      rc: 2,
      stderr: ' ›   Error: ps:scael is not a jujube command. Did you mean ps:scale? See jujube help.\n',
    });
    expect(await run('ps -a there-is-no-such-app')).toMatchObject({ rc: 1, stdout: '' });
  });

  it('gives a line the rights of its caller, and no others', async () => {
    expect(await run(`ps -a ${APP}`, STRANGER)).toMatchObject({ rc: 1, stdout: '' });
    expect((await run('apps --json', STRANGER)).stdout).toBe('[]\n');
    expect(await run('hosts:cordon h1', STRANGER)).toMatchObject({ rc: 1, stdout: '' });
    expect((await run('hosts:info h1')).stdout).not.toMatch(/cordoned/);
    expect((await run('whoami', STRANGER)).stdout).toContain(`${APP}@example.com`);
  });

  it('is closed without a token, and refuses what is no line', async () => {
    expect(await post('apps', null)).toMatchObject({ status: 401, body: { id: 'unauthorized' } });
    expect(await post('apps', 'jj_made-up')).toMatchObject({ status: 401 });
    for (const nonsense of [undefined, 7, ['apps'], 'x'.repeat(9000)]) {
      expect(await post(nonsense)).toMatchObject({ status: 422, body: { id: 'invalid_params' } });
    }
  });

  it(
    'answers long work in time with what goes on, its id and how to follow it',
    async () => {
      const { rc, stdout, stderr } = await run(`builds:create -a ${APP} --source ${git.url}/slow/.git --ref main`);
      expect({ rc, stderr }).toEqual({ rc: 0, stderr: expect.stringContaining('Queueing a build of') as string });
      const id = /Still running: build (\S+)\. See: builds:info \1 -a/.exec(stdout)?.[1] ?? '';
      const build = async () => JSON.parse((await run(`builds:info ${id} -a ${APP} --json`)).stdout) as Build;
      expect(await build()).toMatchObject({ id, status: 'pending' });
      expect((await run(`builds:cancel ${id} -a ${APP}`)).rc).toBe(0);
      await eventually(async () => expect(await build()).toMatchObject({ status: 'failed', cancelled: true }), {
        withinMs: 60_000,
        everyMs: 500,
      });
    },
    STEP_MS,
  );
});
