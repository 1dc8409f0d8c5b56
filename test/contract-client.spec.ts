import { Readable } from 'node:stream';
import { ApiError } from '@jujube/contract/client/api-error.js';
import { Client } from '@jujube/contract/client/client.js';
import type { ClientOptions } from '@jujube/contract/client/client-options.js';
import type { Build } from '@jujube/contract/build.js';
import { FixtureApi } from './support/fixture-api.js';

describe('the contract client', () => {
  let api: FixtureApi;
  const client = (options: Partial<ClientOptions> = {}) =>
    new Client({ baseUrl: `${api.url}/`, token: 't0ken', ...options });
  const errorOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: unknown) => error as ApiError,
    );

  beforeEach(async () => (api = await FixtureApi.start()));
  afterEach(() => api.stop());

  it('speaks version 3 with the token and JSON, and gives the body', async () => {
    api.on('PATCH /apps/shop/config-vars', { body: { A: '1' } });
    expect(await client().apps.setConfigVars('shop', { A: '1', B: null })).toEqual({ A: '1' });
    expect(api.requests[0]).toMatchObject({
      headers: {
        accept: 'application/vnd.heroku+json; version=3',
        authorization: 'Bearer t0ken',
        'content-type': 'application/json',
      },
      body: '{"A":"1","B":null}',
    });
  });

  it('keeps every name in its own path segment', async () => {
    await errorOf(client().apps.get('../hosts?x=1#y'));
    expect(api.asked()).toEqual(['GET /apps/..%2Fhosts%3Fx%3D1%23y']);
  });

  it('reads version numbers with and without v', async () => {
    api.on('GET /apps/shop/releases/2', { body: { version: 2 } });
    await Promise.all(['v2', '2', 2].map((release) => client().releases.get('shop', release)));
    expect(new Set(api.asked())).toEqual(new Set(['GET /apps/shop/releases/2']));
  });

  it('makes an ApiError of a problem body, and does not repeat it', async () => {
    const body = { id: 'conflict', message: 'v3 is being deployed.', deployment: 'd1' };
    api.on('GET /apps/shop', { status: 409, body, headers: { 'request-id': 'r1' } });
    const error = await errorOf(client().apps.get('shop'));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ id: 'conflict', message: body.message, status: 409, requestId: 'r1', problem: body });
    expect(api.requests).toHaveLength(1);
  });

  it('repeats a GET while a gateway is in trouble, but never a POST', async () => {
    const trouble = { status: 503, body: { id: 'unavailable', message: 'Not now.' } };
    api.on('GET /account', trouble, trouble, { body: { email: 'ann' } });
    expect(await client().account.get()).toEqual({ email: 'ann' });
    expect(api.requests).toHaveLength(3);
    api.on('POST /apps', trouble, { body: {} });
    expect(await errorOf(client().apps.create({}))).toMatchObject({ id: 'unavailable' });
  });

  it('says so when something else answers', async () => {
    api.on('GET /account', (response) => response.writeHead(404).end('<html>'));
    expect(await errorOf(client().account.get())).toMatchObject({
      id: 'not_jujube',
      message: expect.stringContaining('was answered with 404 Not Found, and not by Jujube') as string,
    });
    api.on('GET /account', (response) => response.end('hello'));
    expect(await errorOf(client().account.get())).toMatchObject({ id: 'not_jujube' });
  });

  it('never carries its token to where a redirect leads', async () => {
    const other = await FixtureApi.start();
    api.on('POST /apps', { status: 307, headers: { location: `${other.url}/apps` } });
    expect(await errorOf(client().apps.create({}))).toMatchObject({ id: 'unreachable' });
    expect(other.requests).toEqual([]);
    await other.stop();
  });

  it('tells where nobody answers, and when nobody does in time', async () => {
    const gone = await FixtureApi.start();
    await gone.stop();
    const refused = await errorOf(client({ baseUrl: gone.url }).apps.create({}));
    expect(refused?.message).toMatch(/POST http:\S+\/apps failed: connect ECONNREFUSED .* Is Jujube running there/);
    api.on('POST /apps', () => undefined);
    expect(await errorOf(client({ timeoutMs: 50 }).apps.create({}))).toMatchObject({ id: 'timeout' });
  });

  it('follows Next-Range word for word, and stops at a 206 without one', async () => {
    const next = { status: 206, headers: { 'next-range': 'name ]b..; max=2' } };
    api.on('GET /apps', { ...next, body: [{ name: 'a' }, { name: 'b' }] }, { body: [{ name: 'c' }] });
    expect(await client().apps.list()).toHaveLength(3);
    expect(api.requests.map((request) => request.headers.range)).toEqual([
      'name ..; order=asc,max=1000;',
      'name ]b..; max=2',
    ]);
    api.on('GET /hosts', { status: 206, body: [{ name: 'h1' }] });
    expect(await client().hosts.list()).toHaveLength(1);
  });

  it('asks for no more than the limit', async () => {
    api.on('GET /apps/shop/releases', { status: 206, headers: { 'next-range': 'x' }, body: [{ version: 7 }] });
    expect(await client().releases.list('shop', 1)).toHaveLength(1);
    expect(api.requests.map((request) => request.headers.range)).toEqual(['version ..; order=desc,max=1;']);
  });

  it('goes on behind the last line seen when the log breaks off, in a new session when the old one is over', async () => {
    const session = (name: string) => ({ status: 201, body: { logplex_url: `${api.url}/logs/${name}?tail=true` } });
    const over = { status: 404, body: { id: 'not_found', message: 'The log session has ended.' } };
    api.on('POST /apps/shop/log-sessions', session('one'), session('two'), {
      status: 404,
      body: { id: 'not_found', message: 'There is no app shop.' },
    });
    api.on(
      'GET /logs/one?tail=true',
      (response) => response.write('id: 7\ndata: a\n\n', () => response.destroy()),
      over,
    );
    api.on('GET /logs/two?tail=true', (response) => response.end(': alive\n\nid: 8\ndata: b\n\n'), over);
    const lines: string[] = [];
    const error = await errorOf(
      (async () => {
        for await (const line of client().logs.follow('shop', { lines: 5 })) lines.push(line);
      })(),
    );
    expect(lines).toEqual(['a', 'b']);
    const opened = api.requests.filter(({ method }) => method === 'GET');
    expect(opened.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '7', '7', '8']);
    expect(opened.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    expect(error).toMatchObject({ message: 'There is no app shop.' });
  });

  it('reads the output of a build without the signs of life in it', async () => {
    api.on('GET /output', (response) => response.end('-----> Buil\0ding\n\0'));
    let text = '';
    for await (const part of client().builds.output({ output_stream_url: `${api.url}/output` } as Build)) text += part;
    expect(text).toBe('-----> Building\n');
  });

  it('gives a silent stream up', async () => {
    api.on('GET /output', (response) => response.write('-----> Building\n'));
    const build = { output_stream_url: `${api.url}/output` } as Build;
    const read = async () => {
      let text = '';
      for await (const part of client({ idleTimeoutMs: 50 }).builds.output(build)) text += part;
      return text;
    };
    expect(await errorOf(read())).toMatchObject({
      id: 'timeout',
      message: expect.stringContaining('silent') as string,
    });
  });

  it('streams an upload to the URL it was given, without its token', async () => {
    const source = { source_blob: { get_url: '', put_url: `${api.url}/sources/s3cret` } };
    api.on('PUT /sources/s3cret', { body: {} });
    await client().sources.upload(source, Readable.from(['ab', 'cd'].map((text) => Buffer.from(text))));
    expect(api.requests[0]).toMatchObject({ method: 'PUT', body: 'abcd' });
    expect(api.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('logs in with name and password, and ends everything with its signal', async () => {
    api.on('POST /oauth/authorizations', { status: 201, body: { access_token: { token: 'new' } } });
    const made = await client({ token: undefined }).account.logIn(
      { username: 'ann', password: 'pä:ss' },
      { description: 'd' },
    );
    expect(made.access_token.token).toBe('new');
    expect(api.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('ann:pä:ss').toString('base64')}`);
    const stopped = new AbortController();
    stopped.abort();
    expect(await errorOf(client({ signal: stopped.signal }).account.get())).toMatchObject({ name: 'AbortError' });
  });
});
