import type { AppPermission } from '@jujube/core/access/app-permissions.js';
import type { Collaborator } from '@jujube/contract/collaborator.js';
import type { Reference } from '@jujube/contract/reference.js';
import type { CollaboratorRow } from '@jujube/usecases/collaborators/collaborator.queries.js';

const DESCRIPTIONS: Readonly<Record<AppPermission, string>> = {
  view: 'See the app, its releases, dynos, builds and logs',
  deploy: 'Build, deploy, roll back, read and change config vars',
  operate: 'Scale, place, restart and stop dynos, change domains and maintenance mode',
  manage: 'Rename and destroy the app, let others in',
};

export function presentCollaborator(row: CollaboratorRow, { id, name }: Reference): Collaborator {
  return {
    id: row.id,
    app: { id, name },
    user: { id: row.userId, email: row.email, federated: false },
    role: row.role,
    permissions: row.permissions.map(presentAppPermission),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function presentAppPermission(name: AppPermission): { name: string; description: string } {
  return { name, description: DESCRIPTIONS[name] };
}
