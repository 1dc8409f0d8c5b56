import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Authorization } from '@jujube/contract/authorization.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { CreateAuthorizationDto } from './authorization.dto.js';
import { RequestedToken } from './requested-token.js';

/** `~` in a path is the token that the request itself carries. */
const THIS_TOKEN = '~';

@ApiTags('tokens')
@Controller('oauth')
export class AuthorizationController {
  constructor(private readonly tokens: RequestedToken) {}

  @Post('authorizations')
  @Permission('token.write', { acceptsPassword: true })
  @ApiOperation({ summary: 'Log in: Basic user:password (or a token) gets a new token, shown this once' })
  create(@CurrentCaller() caller: Caller, @Body() body: CreateAuthorizationDto): Promise<Authorization> {
    return this.tokens.make({ caller, userId: caller.userId, body });
  }

  @Get('authorizations')
  @Permission('token.read')
  @ApiOperation({ summary: 'Your tokens, without their texts' })
  list(@CurrentCaller() caller: Caller): Promise<Authorization[]> {
    return this.tokens.list(caller.userId);
  }

  @Get('authorizations/:token')
  @Permission('token.read')
  @ApiOperation({ summary: 'One of your tokens; ~ is the one that asks' })
  info(@CurrentCaller() caller: Caller, @Param('token') key: string): Promise<Authorization> {
    return this.tokens.info(caller.userId, tokenId(caller, key));
  }

  @Delete(['authorizations/:token', 'sessions/:token'])
  @Permission('token.write')
  @ApiOperation({ summary: 'Take a token out of service; ~ is the one that asks' })
  revoke(@CurrentCaller() caller: Caller, @Param('token') key: string): Promise<Authorization> {
    return this.tokens.revoke(caller.userId, tokenId(caller, key));
  }
}

function tokenId(caller: Caller, key: string): string {
  return key === THIS_TOKEN ? (caller.tokenId ?? '') : key;
}
