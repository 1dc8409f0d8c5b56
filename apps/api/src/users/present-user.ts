import type { User } from '@jujube/contract/user.js';
import type { UserRow } from '@jujube/usecases/users/user.queries.js';

export function presentUser(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    is_admin: row.isAdmin,
    is_service: row.isService,
    state: row.disabledAt !== null ? 'disabled' : row.isInvited ? 'invited' : 'active',
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
