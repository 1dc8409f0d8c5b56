import type { Reference } from './reference.js';

/** Who may do what on an app. */
export interface Collaborator {
  id: string;
  app: Reference;
  user: { id: string; email: string; federated: boolean };
  /** collaborators were let in; the others have the app by themselves, alone or as a team */
  role: 'owner' | 'admin' | 'member' | 'viewer' | 'collaborator';
  permissions: { name: string; description: string }[];
  created_at: string;
  updated_at: string;
}

/** POST /apps/:app/collaborators */
export interface CreateCollaborator {
  /** an id or an e-mail address */
  user: string;
  /** view, deploy, operate, manage; absent: all but manage */
  permissions?: string[];
  silent?: boolean;
}

/** PATCH /apps/:app/collaborators/:collaborator */
export interface UpdateCollaborator {
  permissions: string[];
}
