import type { App } from './app.js';

/** People who own apps together, and who get roles together. */
export interface Team {
  id: string;
  name: string;
  /** yours in it; null: you administer the installation */
  role: TeamRole | null;
  type: 'team';
  created_at: string;
  updated_at: string;
  credit_card_collections: boolean;
  default: boolean;
  enterprise_account: null;
  identity_provider: null;
  membership_limit: null;
  provisioned_licenses: boolean;
}

export type TeamRole = 'admin' | 'member' | 'viewer' | 'collaborator';

export interface TeamMember {
  id: string;
  email: string;
  role: TeamRole;
  federated: boolean;
  identity_provider: null;
  two_factor_authentication: boolean;
  user: { id: string; email: string; name: null };
  created_at: string;
  updated_at: string;
}

export type TeamApp = App & { joined: boolean };
