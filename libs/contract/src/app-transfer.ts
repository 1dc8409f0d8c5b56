import type { Reference, UserReference } from './reference.js';

/** An app on its way from one owner to another. */
export interface AppTransfer {
  id: string;
  app: Reference;
  owner: UserReference;
  recipient: UserReference;
  state: 'pending' | 'accepted' | 'declined';
  created_at: string;
  updated_at: string;
}

/** POST /account/app-transfers */
export interface CreateAppTransfer {
  /** id or name */
  app: string;
  /** id or e-mail address */
  recipient: string;
  silent?: boolean;
}

/** PATCH /account/app-transfers/:transfer */
export interface UpdateAppTransfer {
  state: string;
}
