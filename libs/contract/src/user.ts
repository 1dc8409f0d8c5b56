/** Somebody who may log in, as administrators see them. */
export interface User {
  id: string;
  email: string;
  is_admin: boolean;
  /** of a machine: has tokens and never a password */
  is_service: boolean;
  /** invited: has chosen no password yet */
  state: 'active' | 'invited' | 'disabled';
  created_at: string;
  updated_at: string;
}

/** POST /users */
export interface CreateUser {
  email: string;
  /** only for accounts that are new */
  is_admin?: boolean;
}

/** The answer to POST /users: the code is shown this once. */
export interface InvitedUser extends User {
  invitation: { code: string; expires_at: string };
}

/** POST /users/:user/actions/:action */
export type UserAction = 'disable' | 'enable' | 'promote' | 'demote' | 'reset-two-factor';

/** POST /invitations/actions/accept */
export interface AcceptInvitation {
  code: string;
  password: string;
}
