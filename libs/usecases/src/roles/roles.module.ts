import { Module } from '@nestjs/common';
import { CreateRoleHandler } from './create-role.js';
import { DestroyRoleHandler } from './destroy-role.js';
import { GrantRoleHandler } from './grant-role.js';
import { RevokeGrantHandler } from './revoke-grant.js';
import { RoleQueries } from './role.queries.js';

@Module({
  providers: [CreateRoleHandler, DestroyRoleHandler, GrantRoleHandler, RevokeGrantHandler, RoleQueries],
  exports: [RoleQueries],
})
export class RolesModule {}
