import type { CreateRoleGrant, Role, RoleGrant } from '../role.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class RolesClient {
  constructor(private readonly transport: Transport) {}

  list(): Promise<Role[]> {
    return this.transport.json('GET', '/roles');
  }

  create(name: string, permissions: readonly string[]): Promise<Role> {
    return this.transport.json('POST', '/roles', { name, permissions });
  }

  destroy(name: string): Promise<Role> {
    return this.transport.json('DELETE', path`/roles/${name}`);
  }

  grants(): Promise<RoleGrant[]> {
    return this.transport.json('GET', '/role-grants');
  }

  grant(body: CreateRoleGrant): Promise<RoleGrant> {
    return this.transport.json('POST', '/role-grants', body);
  }

  revoke(grant: string): Promise<RoleGrant> {
    return this.transport.json('DELETE', path`/role-grants/${grant}`);
  }
}
