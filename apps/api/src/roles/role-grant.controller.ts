import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RoleGrant } from '@jujube/contract/role.js';
import type { Reference } from '@jujube/contract/reference.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { GrantRole } from '@jujube/usecases/roles/grant-role.js';
import { RevokeGrant } from '@jujube/usecases/roles/revoke-grant.js';
import { RoleQueries, type GrantRow } from '@jujube/usecases/roles/role.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { TokenCache } from '../auth/token-cache.js';
import { KnownEnvironments } from '../environments/known-environments.js';
import { CreateRoleGrantDto } from './role.dto.js';

@ApiTags('roles')
@Controller('role-grants')
export class RoleGrantController {
  constructor(
    private readonly commands: CommandBus,
    private readonly roles: RoleQueries,
    private readonly apps: AppQueries,
    private readonly environments: KnownEnvironments,
    private readonly tokens: TokenCache,
  ) {}

  @Get()
  @Permission('role.write')
  @ApiOperation({ summary: 'Who has which role, and where' })
  async list(): Promise<RoleGrant[]> {
    return (await this.roles.grants()).map(presentGrant);
  }

  @Get(':grant')
  @Permission('role.write')
  @ApiOperation({ summary: 'One of them' })
  async info(@Param('grant') id: string): Promise<RoleGrant> {
    const row = await this.roles.grant(id);
    if (row) return presentGrant(row);
    throw new UserError('not_found', "Couldn't find that grant.", { resource: 'role_grant' });
  }

  @Post()
  @Permission('role.write')
  @ApiOperation({ summary: 'Give somebody a role on an app, in an environment, or everywhere' })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateRoleGrantDto): Promise<RoleGrant> {
    const { user, role, environment, app } = body;
    if (environment !== undefined && app !== undefined) {
      throw new UserError('invalid_params', 'A role holds in an environment or on an app: name one of them.');
    }
    const environmentId = environment === undefined ? null : (await this.environments.named(environment)).id;
    const appId = app === undefined ? null : await this.appId(caller, app);
    const id = await this.commands.execute(new GrantRole({ user, role, environmentId, appId }));
    this.tokens.clear();
    return this.info(id);
  }

  @Delete(':grant')
  @Permission('role.write')
  @ApiOperation({ summary: 'Take a role back' })
  async revoke(@Param('grant') id: string): Promise<RoleGrant> {
    const grant = await this.info(id);
    await this.commands.execute(new RevokeGrant({ grantId: grant.id }));
    this.tokens.clear();
    return grant;
  }

  private async appId(caller: Caller, key: string): Promise<string> {
    const found = await this.apps.findInReach(caller, key);
    if (found) return found.id;
    throw new UserError('not_found', `Couldn't find that app (${key.slice(0, 60)}).`, { resource: 'app' });
  }
}

function presentGrant(row: GrantRow): RoleGrant {
  return {
    id: row.id,
    user: row.userId === null ? null : { id: row.userId, email: row.email ?? '' },
    team: reference(row.teamId, row.teamName),
    role: row.role,
    environment: reference(row.environmentId, row.environmentName),
    app: reference(row.appId, row.appName),
    created_at: row.createdAt.toISOString(),
  };
}

const reference = (id: string | null, name: string | null): Reference | null =>
  id === null ? null : { id, name: name ?? '' };
