import type { Authorization } from '../authorization.js';
import type { CreateServiceAccount, CreateServiceToken } from '../service-account.js';
import type { User } from '../user.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class ServiceAccountsClient {
  constructor(private readonly transport: Transport) {}

  list(): Promise<User[]> {
    return this.transport.json('GET', '/service-accounts');
  }

  create(body: CreateServiceAccount): Promise<User> {
    return this.transport.json('POST', '/service-accounts', body);
  }

  tokens(account: string): Promise<Authorization[]> {
    return this.transport.json('GET', path`/service-accounts/${account}/tokens`);
  }

  /** The token's text is in this answer only. */
  authorize(account: string, body: CreateServiceToken): Promise<Authorization> {
    return this.transport.json('POST', path`/service-accounts/${account}/tokens`, body);
  }

  revoke(account: string, token: string): Promise<Authorization> {
    return this.transport.json('DELETE', path`/service-accounts/${account}/tokens/${token}`);
  }
}
