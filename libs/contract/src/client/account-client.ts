import type { Account } from '../account.js';
import type { Authorization, CreateAuthorization } from '../authorization.js';
import type { BrowserLogin } from '../browser-login.js';
import type { OfferedTwoFactor, RecoveryCodes } from '../two-factor.js';
import { ApiError } from './api-error.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

const WAIT_SECONDS = 15;

export class AccountClient {
  constructor(private readonly transport: Transport) {}

  get(): Promise<Account> {
    return this.transport.json('GET', '/account');
  }

  /** Makes a token from a user name and a password. */
  async logIn(
    { username, password, code }: { username: string; password: string; code?: string },
    body: CreateAuthorization,
  ): Promise<Authorization> {
    const authorization = `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
    const answer = await this.transport.call<Authorization>('POST', '/oauth/authorizations', {
      body,
      headers: { authorization, ...(code !== undefined && { 'heroku-two-factor-code': code }) },
    });
    return answer.body;
  }

  beginBrowserLogin(description: string): Promise<BrowserLogin> {
    return this.transport.json('POST', '/auth', { description });
  }

  /** Waits until somebody logged in in the browser, and answers their token. Fails once the login is over (10 min). */
  async endBrowserLogin({ cli_url, token }: BrowserLogin): Promise<string> {
    const headers = { authorization: `Bearer ${token}`, prefer: `wait=${WAIT_SECONDS}` };
    for (;;) {
      try {
        return (await this.transport.call<{ access_token: string }>('GET', cli_url, { headers })).body.access_token;
      } catch (error) {
        if (!(error instanceof ApiError) || error.id !== 'unavailable') throw error;
      }
    }
  }

  /** A secret for codes at the login, which counts once it is confirmed. */
  beginTwoFactor(): Promise<OfferedTwoFactor> {
    return this.transport.json('POST', '/account/two-factor');
  }

  confirmTwoFactor(code: string): Promise<RecoveryCodes> {
    return this.transport.json('POST', '/account/two-factor/confirmation', { code });
  }

  async endTwoFactor(code: string): Promise<void> {
    await this.transport.call('DELETE', '/account/two-factor', { headers: { 'heroku-two-factor-code': code } });
  }

  /** The token of this client is void afterwards. */
  async logOut(): Promise<void> {
    await this.transport.json('DELETE', '/oauth/sessions/~');
  }

  authorizations(): Promise<Authorization[]> {
    return this.transport.json('GET', '/oauth/authorizations');
  }

  /** The token's text is in this answer only. */
  authorize(body: CreateAuthorization): Promise<Authorization> {
    return this.transport.json('POST', '/oauth/authorizations', body);
  }

  revoke(authorization: string): Promise<Authorization> {
    return this.transport.json('DELETE', path`/oauth/authorizations/${authorization}`);
  }
}
