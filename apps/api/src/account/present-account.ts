import type { Account } from '@jujube/contract/account.js';
import type { UserRow } from '@jujube/usecases/users/user.queries.js';

/** What accounts at Heroku have besides, and its clients may look for. */
const OF_HEROKU = {
  allow_tracking: false,
  beta: false,
  federated: false,
  identity_provider: null,
  last_login: null,
  sms_number: null,
  suspended_at: null,
  delinquent_at: null,
  country_of_residence: null,
  default_organization: null,
  default_team: null,
};

export function presentAccount(row: UserRow): Account {
  return {
    id: row.id,
    email: row.email,
    name: null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    verified: true,
    two_factor_authentication: row.hasSecondFactor,
    ...OF_HEROKU,
  };
}
