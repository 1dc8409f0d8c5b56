import type { AcceptInvitation, CreateUser, InvitedUser, User, UserAction } from '../user.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class UsersClient {
  constructor(private readonly transport: Transport) {}

  list(): Promise<User[]> {
    return this.transport.json('GET', '/users');
  }

  /** The invitation's code is in this answer only. */
  invite(body: CreateUser): Promise<InvitedUser> {
    return this.transport.json('POST', '/users', body);
  }

  act(user: string, action: UserAction): Promise<User> {
    return this.transport.json('POST', path`/users/${user}/actions/${action}`);
  }

  /** Needs no token. */
  acceptInvitation(body: AcceptInvitation): Promise<User> {
    return this.transport.json('POST', '/invitations/actions/accept', body);
  }
}
