import type { Account } from '@jujube/contract/account.js';
import type { UserRow } from '@jujube/usecases/users/user.queries.js';

export function presentAccount(row: UserRow): Account {
  return {
    id: row.id,
    email: row.email,
    name: null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    verified: true,
    two_factor_authentication: false,
  };
}
