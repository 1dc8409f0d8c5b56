import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Account } from '@jujube/contract/account.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { UserQueries } from '@jujube/usecases/users/user.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { RateLimits } from '../limits/rate-limits.js';
import { presentAccount } from './present-account.js';

@ApiTags('account')
@Controller()
export class AccountController {
  constructor(
    private readonly users: UserQueries,
    private readonly limits: RateLimits,
  ) {}

  @Get('account')
  @Permission('account.read')
  @ApiOperation({ summary: 'Who you are' })
  async info(@CurrentCaller() caller: Caller): Promise<Account> {
    const row = await this.users.byId(caller.userId);
    if (!row) throw new UserError('unauthorized', 'Your account is gone.');
    return presentAccount(row);
  }

  @Get('account/rate-limits')
  @Permission('account.read')
  @ApiOperation({ summary: 'How many requests this token has left; they come back by the minute' })
  rateLimits(@CurrentCaller() caller: Caller): { remaining: number } {
    return { remaining: this.limits.remaining(caller) };
  }

  @Get('users/:user')
  @Permission('account.read')
  @ApiOperation({ summary: 'Who you are, as Heroku asks for it (users/~)' })
  async user(@CurrentCaller() caller: Caller, @Param('user') user: string): Promise<Account> {
    if (!['~', caller.userId, caller.email].includes(user)) {
      throw new UserError('not_found', "Couldn't find that user.", { resource: 'user' });
    }
    return this.info(caller);
  }
}
