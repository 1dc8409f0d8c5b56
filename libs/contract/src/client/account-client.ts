import type { Account } from '../account.js';
import type { Authorization, CreateAuthorization } from '../authorization.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class AccountClient {
  constructor(private readonly transport: Transport) {}

  get(): Promise<Account> {
    return this.transport.json('GET', '/account');
  }

  /** Makes a token from a user name and a password. */
  async logIn(username: string, password: string, body: CreateAuthorization): Promise<Authorization> {
    const authorization = `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
    const answer = await this.transport.call<Authorization>('POST', '/oauth/authorizations', {
      body,
      headers: { authorization },
    });
    return answer.body;
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
