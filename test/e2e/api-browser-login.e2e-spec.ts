import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callerOf, type ApiCaller } from '../support/api-caller.js';
import { freePort } from '../support/free-port.js';
import { SIGN_ON_CLIENT, startIdentityProvider, type TestIdentityProvider } from '../support/identity-provider.js';
import { PageBrowser, type VisitedPage } from '../support/page-browser.js';
import { startCli } from '../support/started-cli.js';
import { startTestApi, TEST_PASSWORD, type TestApi } from '../support/test-api.js';

let api: TestApi;
let provider: TestIdentityProvider;
let stranger: ApiCaller;
let browser: PageBrowser;

beforeAll(async () => {
  const port = await freePort();
  api = await startTestApi({
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: SIGN_ON_CLIENT.id,
    OIDC_CLIENT_SECRET: SIGN_ON_CLIENT.secret,
    OIDC_NEW_USER_DOMAINS: 'new.example',
  });
  await api.newUser('ann@example.com');
  await api.newUser('disabled@example.com');
  await api.admin.post('/users/disabled@example.com/actions/disable');
  stranger = callerOf(api.url, null);
  provider = await startIdentityProvider(port, `${api.url}/auth/callback`);
});
afterAll(async () => {
  await provider?.close();
  await api?.stop();
});

beforeEach(async () => {
  browser = new PageBrowser();
  await api.database.dataSource.query('delete from browser_logins');
});

interface Begun {
  browser_url: string;
  cli_url: string;
  token: string;
}

const begin = async (description = 'a laptop'): Promise<Begun> => (await stranger.post('/auth', { description })).body;
const wait = ({ cli_url, token }: Begun, seconds = 20) =>
  stranger.get(cli_url, { authorization: `Bearer ${token}`, prefer: `wait=${seconds}` });
const whoHas = async (token: string) => (await callerOf(api.url, token).get('/account')).body.email as string;

/** Through the pages of the provider, to where it sends the browser back. */
async function signOnAs(name: string, { browser_url }: { browser_url: string }): Promise<VisitedPage> {
  let page = await browser.open(`${api.url}${browser_url}/sso`);
  page = await browser.submit(page, { login: name, password: 'any' });
  return page.url.startsWith(provider.issuer) ? browser.submit(page) : page;
}

describe('a login with single sign-on', () => {
  it('lets the command line in once its owner has confirmed it', async () => {
    const login = await begin('<b>laptop</b>');
    const waiting = wait(login);
    const asked = await signOnAs('ann', login);
    expect(asked).toMatchObject({ status: 200, text: expect.stringContaining('ann@example.com') });
    expect(asked.text).toContain('&#60;b&#62;laptop');
    expect((await wait(login, 0)).body).toMatchObject({ id: 'unavailable' });
    expect((await browser.submit(asked)).text).toContain('You are logged in');
    const { status, body } = await waiting;
    expect([status, await whoHas(body.access_token)]).toEqual([200, 'ann@example.com']);
    expect((await wait(login, 0)).status).toBe(404);
    expect((await browser.submit(asked)).status).toBe(404);
  });

  it('is known by the subject from then on, whatever the address says', async () => {
    const identities = 'select subject, email from sign_on_identities join users u on u.id = user_id';
    expect(await api.database.dataSource.query(identities)).toEqual([{ subject: 'ann', email: 'ann@example.com' }]);
    await api.database.dataSource.query(`update users set email = 'ann@other.example' where email = 'ann@example.com'`);
    expect((await signOnAs('ann', await begin())).text).toContain('ann@other.example');
    await api.database.dataSource.query(`update users set email = 'ann@example.com' where email = 'ann@other.example'`);
  });

  it.each([
    ['who has no account', 'nobody', 'nobody@example.com has no account'],
    ['whose address nobody verified', 'unverified-ann', 'no verified e-mail address'],
    ['who is disabled', 'disabled', 'disabled by an administrator'],
  ])('refuses somebody %s', async (_who, name, message) => {
    const login = await begin();
    expect(await signOnAs(name, login)).toMatchObject({ status: 403, text: expect.stringContaining(message) });
    expect((await wait(login, 0)).body).toMatchObject({ id: 'unavailable' });
  });

  it('takes each answer of the provider once, and none that it did not ask for', async () => {
    const { browser_url } = await begin();
    const sent = await fetch(`${api.url}${browser_url}/sso`, { redirect: 'manual' });
    const state = new URL(sent.headers.get('location')!).searchParams.get('state')!;
    const forged = await browser.open(`${api.url}/auth/callback?code=made-up&state=${state}`);
    expect(forged).toMatchObject({ status: 403, text: expect.stringContaining('let nobody in') });
    for (const query of [`?code=made-up&state=${state}`, '?code=x&state=y', '']) {
      expect((await browser.open(`${api.url}/auth/callback${query}`)).status).toBe(404);
    }
  });
});

describe('jujube login --sso', () => {
  it('prints where to go, waits, and keeps the token of who logged in', async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'sso-'));
    const running = startCli(['login', '--url', api.url, '--sso'], { XDG_CONFIG_HOME: home });
    const url = await running.printed(/Open in a browser: (\S+)/);
    const asked = await signOnAs('ann', { browser_url: new URL(url).pathname.replace(/\/sso$/, '') });
    await browser.submit(asked);
    expect(await running.end()).toMatchObject({
      rc: 0,
      stdout: expect.stringContaining('Logged in as ann@example.com'),
    });
    const { logins } = JSON.parse(readFileSync(path.join(home, 'jujube', 'credentials.json'), 'utf8'));
    expect(await whoHas(logins[api.url].token)).toBe('ann@example.com');
    rmSync(home, { recursive: true });
  });
});

describe('a login in a browser', () => {
  it('takes a password as well, and tells a wrong one', async () => {
    const login = await begin();
    const form = await browser.open(api.url + login.browser_url);
    expect(form.text).toContain('Log in with single sign-on');
    const wrong = await browser.submit(form, { username: 'ann@example.com', password: 'wrong' });
    expect(wrong).toMatchObject({ status: 401, text: expect.stringContaining('is wrong') });
    const asked = await browser.submit(wrong, { username: 'ann@example.com', password: TEST_PASSWORD });
    expect((await browser.submit(asked)).status).toBe(200);
    expect(await whoHas((await wait(login, 0)).body.access_token)).toBe('ann@example.com');
  });

  it('is for who began it: another secret gets nothing, nor does another’s code confirm it', async () => {
    const [mine, other] = [await begin(), await begin()];
    const form = await browser.open(api.url + mine.browser_url);
    const asked = await browser.submit(form, { username: 'ann@example.com', password: TEST_PASSWORD });
    const swapped = { ...asked, text: asked.text.replace(mine.browser_url, other.browser_url) };
    expect((await browser.submit(swapped)).status).toBe(404);
    expect((await browser.submit(asked)).status).toBe(200);
    expect((await wait({ ...mine, token: other.token }, 0)).status).toBe(404);
    expect((await wait(mine, 0)).status).toBe(200);
  });

  it('is over after its time, and twenty may be open from one address', async () => {
    const login = await begin();
    await api.database.dataSource.query(`update browser_logins set expires_at = now() - interval '1 second'`);
    expect((await wait(login, 0)).status).toBe(404);
    expect((await browser.open(api.url + login.browser_url)).status).toBe(404);
    for (let count = 0; count < 20; count += 1) expect((await stranger.post('/auth', {})).status).toBe(201);
    expect((await stranger.post('/auth', {})).body).toMatchObject({ id: 'rate_limit' });
  });

  it('has pages that run nothing, are framed by nobody, and set no cookie', async () => {
    const { headers } = await fetch(api.url + (await begin()).browser_url);
    const policy = headers.get('content-security-policy');
    expect(policy).toMatch(/default-src 'none'.*form-action 'self'; frame-ancestors 'none'/);
    expect(policy).not.toMatch(/unsafe|script/);
    expect(headers.get('set-cookie')).toBeNull();
  });
});
