import type { Reference } from './reference.js';

/** A name for permissions, to be given to people. */
export interface Role {
  name: string;
  /** names in the tree of permissions */
  permissions: string[];
  built_in: boolean;
  created_at: string;
}

export interface RoleGrant {
  id: string;
  /** one of both: a person, or a team with all its members */
  user: { id: string; email: string } | null;
  team: Reference | null;
  role: string;
  /** where it holds; both null: everywhere */
  environment: Reference | null;
  app: Reference | null;
  created_at: string;
}

export interface CreateRoleGrant {
  /** id or e-mail address; or id or name of a team */
  user: string;
  role: string;
  /** id or name; at most one of both */
  environment?: string;
  app?: string;
}
