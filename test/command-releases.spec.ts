import { runCommandLine } from '@jujube/commands/language/run-command-line.js';
import type { CommandResult } from '@jujube/contract/command.js';
import { FixtureApi } from './support/fixture-api.js';

const RELEASE = {
  id: 'r4',
  version: 4,
  app: { id: 'a', name: 'shop' },
  process_types: { web: '' },
  deployment: { id: 'd4', state: 'pending', reason: null, log_excerpt: null },
};
const BEFORE = { version: 3, current: true, image: 'registry/shop@sha256:3' };
const PENDING = { ...RELEASE, status: 'pending' };
const SERVING = { ...RELEASE, status: 'succeeded', current: true };
const FAILED = {
  ...RELEASE,
  status: 'failed',
  deployment: { id: 'd4', state: 'failed', reason: 'web.1 was never healthy', log_excerpt: 'line one\nline two\n' },
};

const SUPERSEDED = {
  ...RELEASE,
  status: 'expired',
  deployment: { id: 'd4', state: 'superseded', reason: 'superseded by v5', log_excerpt: null },
};
const LATER = { description: 'Set B config vars', version: 5 };

describe('a line that makes a release', () => {
  let api: FixtureApi;
  const run = (line: string, answerWithinMs?: number): Promise<CommandResult> =>
    runCommandLine(line, { baseUrl: api.url, token: 't0ken', answerWithinMs });

  beforeEach(async () => {
    api = await FixtureApi.start();
    api.on('GET /apps/shop', { body: { name: 'shop', deadline_seconds: 300, web_url: 'http://shop.localhost:8080/' } });
    api.on('GET /apps/shop/formation', { body: [{ type: 'web', quantity: 1, app: RELEASE.app }] });
    api.on('GET /apps/shop/dynos', { body: [] });
    api.on('PATCH /apps/shop/config-vars', { body: { GREETING: 'hi; rm -rf /' } });
  });
  afterEach(() => api.stop());

  it('sets config, follows the release to its end and names it', async () => {
    api.on('GET /apps/shop/releases', { body: [BEFORE] }, { body: [PENDING] });
    api.on('GET /apps/shop/releases/4', { body: PENDING }, { body: SERVING });
    expect(await run(`config:set 'GREETING=hi; rm -rf /' -a shop`)).toEqual({
      rc: 0,
      stdout: 'GREETING: hi; rm -rf /\n',
      stderr: 'Setting GREETING and restarting shop... done, v4\n',
    });
    expect(api.requests.find(({ method }) => method === 'PATCH')?.body).toBe('{"GREETING":"hi; rm -rf /"}');
  });

  it('says why a release failed, with the last lines of the log', async () => {
    api.on('GET /apps/shop/releases', { body: [BEFORE] }, { body: [PENDING] }, { body: [FAILED, BEFORE] });
    api.on('GET /apps/shop/releases/4', { body: FAILED });
    const { rc, stdout, stderr } = await run('config:set A=1 -a shop');
    expect({ rc, stdout }).toEqual({ rc: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      'Setting A and restarting shop... !',
      ' ›   Error: v4 of shop was not released: web.1 was never healthy. v3 serves on.',
      '     Last log lines:',
      '     line one',
      '     line two',
      '',
    ]);
  });

  it('follows the release that superseded its own, and names both', async () => {
    api.on('GET /apps/shop/releases', { body: [BEFORE] }, { body: [PENDING] });
    api.on('GET /apps/shop/releases/4', { body: PENDING }, { body: SUPERSEDED });
    api.on('GET /apps/shop/releases/5', { body: { ...PENDING, ...LATER } }, { body: { ...SERVING, ...LATER } });
    expect(await run('config:set GREETING=hi -a shop')).toMatchObject({
      rc: 0,
      stderr: 'Setting GREETING and restarting shop... done, v4 (superseded by v5, which serves)\n',
    });
  });

  it('fails with the reason of the release that superseded its own, and says what really serves', async () => {
    const later = { ...FAILED, ...LATER };
    api.on('GET /apps/shop/releases', { body: [BEFORE] }, { body: [PENDING] }, { body: [later, SUPERSEDED, BEFORE] });
    api.on('GET /apps/shop/releases/4', { body: SUPERSEDED });
    api.on('GET /apps/shop/releases/5', { body: later });
    const { rc, stderr } = await run('config:set A=1 -a shop');
    expect(rc).toBe(1);
    expect(stderr).toContain(
      'v4 of shop was superseded by v5, which was not released: web.1 was never healthy. v3 serves on.\n',
    );
  });

  it('says that a rollback which superseded a build is another release', async () => {
    const build = { id: 'b1', output_stream_url: `${api.url}/out`, status: 'succeeded', release: { id: 'r4' } };
    api.on('POST /apps/shop/builds', { status: 201, body: build });
    api.on('GET /out', (response) => response.end(''));
    api.on('GET /apps/shop/builds/b1', { body: build });
    api.on('GET /apps/shop/releases/r4', { body: SUPERSEDED });
    api.on('GET /apps/shop/releases/5', { body: { ...SERVING, version: 5, description: 'Rollback to v2' } });
    const { rc, stdout, stderr } = await run('builds:create -a shop --source https://git.example.com/shop.git');
    expect({ rc, stdout }).toEqual({ rc: 0, stdout: '       http://shop.localhost:8080/ serves v5\n' });
    expect(stderr).toContain(
      'Releasing v4 of shop... done, superseded by another release, v5 "Rollback to v2", which serves\n',
    );
  });

  it.each(['config:unset NOPE', 'config:set GREETING=hi'])('says so when %s changes nothing', async (line) => {
    api.on('GET /apps/shop/releases', { body: [FAILED] });
    const { rc, stderr } = await run(`${line} -a shop`);
    expect({ rc, stderr }).toEqual({
      rc: 0,
      stderr: expect.stringMatching(/\.\.\. done, nothing changed\n$/) as string,
    });
  });

  it('answers in time with what goes on and how to follow it', async () => {
    api.on('GET /apps/shop/releases', { body: [BEFORE] }, { body: [PENDING] });
    api.on('GET /apps/shop/releases/4', { body: PENDING });
    const { rc, stdout } = await run('config:set A=1 -a shop', 400);
    expect({ rc, stdout }).toEqual({
      rc: 0,
      stdout: 'Still running: release v4 of shop. See: releases:info v4 -a shop\n',
    });
  });

  it('follows a build whose output breaks off, printing nothing twice, to the release it makes', async () => {
    const build = { id: 'b1', output_stream_url: `${api.url}/out`, status: 'pending' };
    api.on('POST /apps/shop/builds', { status: 201, body: build });
    api.on(
      'GET /out',
      (response) => response.write('-----> Building', () => response.destroy()),
      (response) => response.end('-----> Building\n-----> Pushing\n'),
    );
    api.on(
      'GET /apps/shop/builds/b1',
      { body: build },
      { body: { ...build, status: 'succeeded', release: { id: 'r4' } } },
    );
    api.on('GET /apps/shop/releases/r4', { body: SERVING });
    expect(await run('builds:create -a shop --source https://git.example.com/shop.git --ref main')).toEqual({
      rc: 0,
      stdout: '-----> Building\n-----> Pushing\n       http://shop.localhost:8080/ serves v4\n',
      stderr: 'Queueing a build of shop... done, b1\nReleasing v4 of shop... done\n',
    });
    expect(api.requests[0]?.body).toBe('{"source_blob":{"url":"https://git.example.com/shop.git","version":"main"}}');
  });

  it('ends a failed build with its reason', async () => {
    const build = {
      id: 'b1',
      output_stream_url: `${api.url}/out`,
      status: 'failed',
      failure: 'step 3 ended with exit code 1',
    };
    api.on('POST /apps/shop/builds', { status: 201, body: build });
    api.on('GET /out', (response) => response.end('RUN false\n'));
    api.on('GET /apps/shop/builds/b1', { body: build });
    expect(await run('builds:create -a shop --source https://git.example.com/shop.git')).toMatchObject({
      rc: 1,
      stdout: 'RUN false\n',
      stderr: expect.stringContaining(' ›   Error: Build b1 failed: step 3 ended with exit code 1') as string,
    });
  });
});
