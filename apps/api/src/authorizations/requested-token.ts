import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Authorization, CreateAuthorization } from '@jujube/contract/authorization.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { CreateToken } from '@jujube/usecases/tokens/create-token.js';
import { RevokeToken } from '@jujube/usecases/tokens/revoke-token.js';
import { TokenQueries, type TokenRow } from '@jujube/usecases/tokens/token.queries.js';
import { TokenCache } from '../auth/token-cache.js';
import { presentAuthorization } from './present-authorization.js';

export interface TokenWish {
  /** who asks */
  readonly caller: Caller;
  /** whose token it will be */
  readonly userId: string;
  readonly body: CreateAuthorization;
}

/** The tokens of one user, as requests speak of them. */
@Injectable()
export class RequestedToken {
  constructor(
    private readonly commands: CommandBus,
    private readonly tokens: TokenQueries,
    private readonly apps: AppQueries,
    private readonly cache: TokenCache,
  ) {}

  async list(userId: string): Promise<Authorization[]> {
    return (await this.tokens.listOf(userId)).map((row) => presentAuthorization(row));
  }

  async info(userId: string, id: string): Promise<Authorization> {
    return presentAuthorization(await this.find(userId, id));
  }

  async make({ caller, userId, body }: TokenWish): Promise<Authorization> {
    const { description = 'API token', expires_in: expiresInSeconds = null } = body;
    const appId = body.app === undefined ? null : await this.appId(caller, body.app);
    const permissions = body.permissions ?? (appId === null ? null : ['app']);
    const wish = { userId, description, expiresInSeconds, permissions, appId };
    const made = await this.commands.execute(new CreateToken(wish));
    return presentAuthorization(await this.find(userId, made.id), made.token);
  }

  async revoke(userId: string, id: string): Promise<Authorization> {
    const row = await this.find(userId, id);
    await this.commands.execute(new RevokeToken({ userId, tokenId: row.id }));
    this.cache.clear();
    return presentAuthorization(row);
  }

  private async find(userId: string, id: string): Promise<TokenRow> {
    const row = /^[0-9a-f-]{36}$/i.test(id) ? await this.tokens.find(userId, id) : null;
    if (!row) throw new UserError('not_found', "Couldn't find that authorization.", { resource: 'authorization' });
    return row;
  }

  private async appId(caller: Caller, key: string): Promise<string> {
    const app = await this.apps.findInReach(caller, key);
    if (app) return app.id;
    throw new UserError('not_found', `Couldn't find that app (${key.slice(0, 60)}).`, { resource: 'app' });
  }
}
