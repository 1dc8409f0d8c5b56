import type { Team, TeamMember } from '@jujube/contract/team.js';
import type { TeamMemberRow, TeamRow } from '@jujube/usecases/teams/team.queries.js';

export function presentTeam({ id, name, role, createdAt, updatedAt }: TeamRow): Team {
  return {
    ...{ id, name, role, type: 'team' },
    ...{ created_at: createdAt.toISOString(), updated_at: updatedAt.toISOString() },
    // there is nothing to pay, and no limit
    ...{ credit_card_collections: false, default: false, enterprise_account: null, identity_provider: null },
    ...{ membership_limit: null, provisioned_licenses: false },
  };
}

export function presentTeamMember(row: TeamMemberRow): TeamMember {
  const { id, userId, email, role, hasSecondFactor, createdAt, updatedAt } = row;
  return {
    ...{ id, email, role, federated: false, identity_provider: null, two_factor_authentication: hasSecondFactor },
    user: { id: userId, email, name: null },
    ...{ created_at: createdAt.toISOString(), updated_at: updatedAt.toISOString() },
  };
}
