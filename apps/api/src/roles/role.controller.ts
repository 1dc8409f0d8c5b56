import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Role } from '@jujube/contract/role.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { CreateRole } from '@jujube/usecases/roles/create-role.js';
import { DestroyRole } from '@jujube/usecases/roles/destroy-role.js';
import { RoleQueries, type RoleRow } from '@jujube/usecases/roles/role.queries.js';
import { Permission } from '../auth/permission.js';
import { TokenCache } from '../auth/token-cache.js';
import { CreateRoleDto } from './role.dto.js';

@ApiTags('roles')
@Controller('roles')
export class RoleController {
  constructor(
    private readonly commands: CommandBus,
    private readonly roles: RoleQueries,
    private readonly tokens: TokenCache,
  ) {}

  @Get()
  @Permission('role.read')
  @ApiOperation({ summary: 'Roles, and the permissions of each' })
  async list(): Promise<Role[]> {
    return (await this.roles.list()).map(presentRole);
  }

  @Get(':role')
  @Permission('role.read')
  @ApiOperation({ summary: 'One role' })
  async info(@Param('role') name: string): Promise<Role> {
    const row = await this.roles.find(name);
    if (row) return presentRole(row);
    throw new UserError('not_found', `There is no role ${name.slice(0, 60)}.`, { resource: 'role' });
  }

  @Post()
  @Permission('role.write')
  @ApiOperation({ summary: 'Make a role of names of the tree of permissions' })
  async create(@Body() { name, permissions }: CreateRoleDto): Promise<Role> {
    await this.commands.execute(new CreateRole({ name, permissions }));
    return this.info(name);
  }

  @Delete(':role')
  @Permission('role.write')
  @ApiOperation({ summary: 'Take a role from everybody and forget it' })
  async destroy(@Param('role') name: string): Promise<Role> {
    const role = await this.info(name);
    await this.commands.execute(new DestroyRole({ name }));
    this.tokens.clear();
    return role;
  }
}

function presentRole({ name, permissions, isBuiltIn, createdAt }: RoleRow): Role {
  return { name, permissions, built_in: isBuiltIn, created_at: createdAt.toISOString() };
}
