import type { Reference, UserReference } from './reference.js';

/** A token. Its text is in `access_token.token` only in the answer that made it. */
export interface Authorization {
  id: string;
  access_token: { id: string; token: string; expires_in: number | null };
  description: string;
  /** `global`, or what the token is limited to */
  scope: string[];
  /** of all apps only this one; null: all */
  app: Reference | null;
  user: UserReference;
  /** only authorizations that Heroku's web pages gave have them */
  client: null;
  grant: null;
  refresh_token: null;
  session: null;
  created_at: string;
  updated_at: string;
}

/** POST /oauth/authorizations, with Basic `user:password` or a token. */
export interface CreateAuthorization {
  description?: string;
  /** seconds; null or absent: does not expire */
  expires_in?: number | null;
  scope?: string[];
  /** names in the tree of permissions, e.g. `app.deploy`; absent: whatever its owner may, or whatever they may on the app */
  permissions?: string[];
  /** id or name: of all apps only this one */
  app?: string;
}
