import type { Account } from '../account.js';
import type { Authorization, CreateAuthorization } from '../authorization.js';
import type { OfferedTwoFactor, RecoveryCodes } from '../two-factor.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

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
