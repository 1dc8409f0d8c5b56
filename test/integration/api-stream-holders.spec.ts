import { callerOf, type ApiCaller } from '../support/api-caller.js';
import { eventually } from '../support/eventually.js';
import { startTestApi, type TestApi } from '../support/test-api.js';

const SOON = { withinMs: 5_000 };

let api: TestApi;
let ann: ApiCaller;
let bob: ApiCaller;

beforeAll(async () => {
  api = await startTestApi();
  ann = await api.newUser('ann@example.com');
  bob = await api.newUser('bob@example.com');
});
afterAll(() => api?.stop());

beforeEach(async () => {
  await api.database.dataSource.query('delete from apps');
  await ann.post('/apps', { name: 'shop' });
  await ann.post('/apps/shop/collaborators', { user: 'bob@example.com', permissions: ['view', 'deploy'] });
});

interface Opened {
  readonly url: string;
  /** all that came */
  text(): string;
  isOver(): boolean;
}

async function opened(url: string): Promise<Opened> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  let [text, isOver] = ['', false];
  void (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
  })().finally(() => (isOver = true));
  return { url, text: () => text, isOver: () => isOver };
}

async function tail(caller: ApiCaller): Promise<Opened> {
  const { body } = await caller.post('/apps/shop/log-sessions', { tail: true, lines: 1 });
  return opened(body.logplex_url);
}

const isOverSoon = (stream: Opened) => eventually(() => expect(stream.isOver()).toBe(true), SOON);

/** Another token of the caller. */
async function withOwnToken(caller: ApiCaller): Promise<{ caller: ApiCaller; id: string }> {
  const { body } = await caller.post('/oauth/authorizations', { description: 'stream' });
  return { caller: callerOf(api.url, body.access_token.token), id: body.id };
}

describe('SEC-34: an open stream', () => {
  it('ends with its token, and says so, while that of another token goes on', async () => {
    const token = await withOwnToken(bob);
    const [ending, staying] = [await tail(token.caller), await tail(bob)];
    await bob.delete(`/oauth/authorizations/${token.id}`);
    await isOverSoon(ending);
    expect(ending.text()).toMatch(
      /data: \S+ heroku\[api\]: This log ends here: the token .* was revoked or has expired\./,
    );
    expect((await fetch(ending.url)).status).toBe(404);
    expect(staying.isOver()).toBe(false);
    expect((await fetch(staying.url, { method: 'HEAD' })).status).not.toBe(404);
  });

  it('ends when its holder is no collaborator any more', async () => {
    const [theirs, own] = [await tail(bob), await tail(ann)];
    await ann.delete('/apps/shop/collaborators/bob@example.com');
    await isOverSoon(theirs);
    expect(theirs.text()).toMatch(/This log ends here: .*the permission log\.read was withdrawn/);
    expect(own.isOver()).toBe(false);
  });

  it('ends when its holder is disabled, and with its app', async () => {
    const [theirs, own] = [await tail(bob), await tail(ann)];
    await api.database.dataSource.query(`update users set disabled_at = now() where email = 'bob@example.com'`);
    await isOverSoon(theirs);
    expect(theirs.text()).toMatch(/the account that opened this is disabled/);
    await api.database.dataSource.query(`update users set disabled_at = null where email = 'bob@example.com'`);
    await ann.delete('/apps/shop');
    await isOverSoon(own);
    expect(own.text()).toMatch(/the app is destroyed/);
  });

  it('ends also where it shows a build', async () => {
    const source = { source_blob: { url: 'https://git.example/shop.git', version: 'main' } };
    const { body: build } = await bob.post('/apps/shop/builds', source);
    const output = await opened(build.output_stream_url);
    await ann.delete('/apps/shop/collaborators/bob@example.com');
    await isOverSoon(output);
    expect(output.text()).toMatch(/The output ends here: .*the permission build\.read was withdrawn/);
    expect((await fetch(output.url)).status).toBe(404);
  });
});
