import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Authorization } from '@jujube/contract/authorization.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { CreateToken } from '@jujube/usecases/tokens/create-token.js';
import { RevokeToken } from '@jujube/usecases/tokens/revoke-token.js';
import { TokenQueries, type TokenRow } from '@jujube/usecases/tokens/token.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { TokenCache } from '../auth/token-cache.js';
import { CreateAuthorizationDto } from './authorization.dto.js';
import { presentAuthorization } from './present-authorization.js';

/** `~` in a path is the token that the request itself carries. */
const THIS_TOKEN = '~';

@ApiTags('tokens')
@Controller('oauth')
export class AuthorizationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly tokens: TokenQueries,
    private readonly cache: TokenCache,
    private readonly apps: AppQueries,
  ) {}

  @Post('authorizations')
  @Permission('token.write', { acceptsPassword: true })
  @ApiOperation({ summary: 'Log in: Basic user:password (or a token) gets a new token, shown this once' })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateAuthorizationDto): Promise<Authorization> {
    const { userId } = caller;
    const { description = 'API token', expires_in: expiresInSeconds = null } = body;
    const appId = body.app === undefined ? null : await this.appId(caller, body.app);
    const permissions = body.permissions ?? (appId === null ? null : ['app']);
    const wish = { userId, description, expiresInSeconds, permissions, appId };
    const made = await this.commands.execute(new CreateToken(wish));
    return presentAuthorization(await this.find(userId, made.id), made.token);
  }

  @Get('authorizations')
  @Permission('token.read')
  @ApiOperation({ summary: 'Your tokens, without their texts' })
  async list(@CurrentCaller() caller: Caller): Promise<Authorization[]> {
    return (await this.tokens.listOf(caller.userId)).map((row) => presentAuthorization(row));
  }

  @Get('authorizations/:token')
  @Permission('token.read')
  @ApiOperation({ summary: 'One of your tokens; ~ is the one that asks' })
  async info(@CurrentCaller() caller: Caller, @Param('token') key: string): Promise<Authorization> {
    return presentAuthorization(await this.find(caller.userId, tokenId(caller, key)));
  }

  @Delete(['authorizations/:token', 'sessions/:token'])
  @Permission('token.write')
  @ApiOperation({ summary: 'Take a token out of service; ~ is the one that asks' })
  async revoke(@CurrentCaller() caller: Caller, @Param('token') key: string): Promise<Authorization> {
    const row = await this.find(caller.userId, tokenId(caller, key));
    await this.commands.execute(new RevokeToken({ userId: caller.userId, tokenId: row.id }));
    this.cache.clear();
    return presentAuthorization(row);
  }

  private async appId(caller: Caller, key: string): Promise<string> {
    const app = await this.apps.findInReach(caller, key);
    if (app) return app.id;
    throw new UserError('not_found', `Couldn't find that app (${key.slice(0, 60)}).`, { resource: 'app' });
  }

  private async find(userId: string, id: string): Promise<TokenRow> {
    const row = /^[0-9a-f-]{36}$/i.test(id) ? await this.tokens.find(userId, id) : null;
    if (!row) throw new UserError('not_found', "Couldn't find that authorization.", { resource: 'authorization' });
    return row;
  }
}

function tokenId(caller: Caller, key: string): string {
  return key === THIS_TOKEN ? (caller.tokenId ?? '') : key;
}
