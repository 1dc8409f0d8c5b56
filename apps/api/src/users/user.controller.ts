import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { InvitedUser, User } from '@jujube/contract/user.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { AcceptInvitation } from '@jujube/usecases/users/accept-invitation.js';
import { InviteUser } from '@jujube/usecases/users/invite-user.js';
import { UserQueries, type UserRow } from '@jujube/usecases/users/user.queries.js';
import { Permission, Public } from '../auth/permission.js';
import { TokenCache } from '../auth/token-cache.js';
import { presentUser } from './present-user.js';
import { userAction } from './user-action.js';
import { AcceptInvitationDto, CreateUserDto } from './user.dto.js';

@ApiTags('users')
@Controller()
export class UserController {
  constructor(
    private readonly commands: CommandBus,
    private readonly users: UserQueries,
    private readonly cache: TokenCache,
  ) {}

  @Get('users')
  @Permission('user.read')
  @ApiOperation({ summary: 'Everybody who may log in' })
  async list(): Promise<User[]> {
    return (await this.users.list()).map(presentUser);
  }

  @Post('users')
  @Permission('user.write')
  @ApiOperation({ summary: 'Invite somebody, or let them choose a new password: the code is shown this once' })
  async invite(@Body() { email, is_admin: isAdmin = false }: CreateUserDto): Promise<InvitedUser> {
    const { userId, code, expiresAt } = await this.commands.execute(new InviteUser({ email, isAdmin }));
    const invitation = { code, expires_at: expiresAt.toISOString() };
    return { ...presentUser(await this.find(userId)), invitation };
  }

  @Post('users/:user/actions/:action')
  @Permission('user.write')
  @HttpCode(200)
  @ApiOperation({ summary: 'disable or enable an account, promote it to administrator or demote it' })
  async act(@Param('user') key: string, @Param('action') action: string): Promise<User> {
    const { id: userId } = await this.find(key);
    await this.commands.execute(userAction(action, userId));
    this.cache.clear();
    return presentUser(await this.find(userId));
  }

  @Post('invitations/actions/accept')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Choose the password of an invited account; its tokens are void afterwards' })
  async accept(@Body() { code, password }: AcceptInvitationDto): Promise<User> {
    const userId = await this.commands.execute(new AcceptInvitation({ code, password }));
    this.cache.clear();
    return presentUser(await this.find(userId));
  }

  private async find(key: string): Promise<UserRow> {
    const row = await this.users.find(key);
    if (!row) throw new UserError('not_found', "Couldn't find that user.", { resource: 'user' });
    return row;
  }
}
