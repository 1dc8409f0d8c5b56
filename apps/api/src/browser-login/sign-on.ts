import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { SignOnUser } from '@jujube/usecases/browser-logins/sign-on-user.js';
import { StartSignOn } from '@jujube/usecases/browser-logins/start-sign-on.js';
import { TakeSignOn } from '@jujube/usecases/browser-logins/take-sign-on.js';
import { UserQueries } from '@jujube/usecases/users/user.queries.js';
import { IdentityProvider } from './identity-provider.js';

export interface EndedSignOn {
  readonly loginId: string;
  readonly user: { readonly userId: string; readonly email: string };
}

/** The way to the identity provider and back. */
@Injectable()
export class SignOn {
  constructor(
    private readonly commands: CommandBus,
    private readonly provider: IdentityProvider,
    private readonly users: UserQueries,
  ) {}

  /** Where the browser is to go. */
  async begin(loginId: string): Promise<string> {
    const { url, ...checks } = await this.provider.begin();
    await this.commands.execute(new StartSignOn({ loginId, ...checks }));
    return url;
  }

  /** @param query with which the provider sent the browser back; its state counts once */
  async end(query: string, state: string): Promise<EndedSignOn> {
    const { loginId, ...checks } = await this.commands.execute(new TakeSignOn({ state }));
    const identity = await this.provider.identify(query, { state, ...checks });
    const { newUserDomains } = this.provider;
    const userId = await this.commands.execute(new SignOnUser({ ...identity, newUserDomains }));
    const user = await this.users.byId(userId);
    return { loginId, user: { userId, email: user?.email ?? '' } };
  }
}
