import { Body, Controller, Delete, Get, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Authorization } from '@jujube/contract/authorization.js';
import type { User } from '@jujube/contract/user.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Settings } from '@jujube/settings/settings.js';
import { CreateServiceAccount } from '@jujube/usecases/users/create-service-account.js';
import { UserQueries, type UserRow } from '@jujube/usecases/users/user.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { CreateAuthorizationDto } from '../authorizations/authorization.dto.js';
import { RequestedToken } from '../authorizations/requested-token.js';
import { SETTINGS } from '../settings.provider.js';
import { presentUser } from '../users/present-user.js';
import { CreateServiceAccountDto } from './service-account.dto.js';

@ApiTags('service accounts')
@Controller('service-accounts')
export class ServiceAccountController {
  constructor(
    private readonly commands: CommandBus,
    private readonly users: UserQueries,
    private readonly tokens: RequestedToken,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Permission('user.read')
  @ApiOperation({ summary: 'The accounts of machines' })
  async list(): Promise<User[]> {
    return (await this.users.list()).filter(({ isService }) => isService).map(presentUser);
  }

  @Post()
  @Permission('user.write')
  @ApiOperation({ summary: 'Make an account for a machine: it has tokens, and never a password' })
  async create(@Body() { name }: CreateServiceAccountDto): Promise<User> {
    const { baseDomain } = this.settings;
    const id = await this.commands.execute(new CreateServiceAccount({ name, baseDomain }));
    return presentUser(await this.find(id));
  }

  @Get(':account/tokens')
  @Permission('user.read')
  @ApiOperation({ summary: 'Its tokens, without their texts' })
  async listTokens(@Param('account') key: string): Promise<Authorization[]> {
    const { id } = await this.find(key);
    return this.tokens.list(id);
  }

  @Post(':account/tokens')
  @Permission('user.write')
  @ApiOperation({ summary: 'Make a token for it, shown this once' })
  async createToken(
    @CurrentCaller() caller: Caller,
    @Param('account') key: string,
    @Body() body: CreateAuthorizationDto,
  ): Promise<Authorization> {
    const { id: userId } = await this.find(key);
    return this.tokens.make({ caller, userId, body });
  }

  @Delete(':account/tokens/:token')
  @Permission('user.write')
  @ApiOperation({ summary: 'Take one of its tokens out of service' })
  async revokeToken(@Param('account') key: string, @Param('token') token: string): Promise<Authorization> {
    const { id } = await this.find(key);
    return this.tokens.revoke(id, token);
  }

  private async find(key: string): Promise<UserRow> {
    const row = await this.users.find(key);
    if (row?.isService) return row;
    throw new UserError('not_found', "Couldn't find that service account.", { resource: 'service_account' });
  }
}
