import { UserError } from '@jujube/core/errors/user-error.js';
import type { EntityManager } from '@jujube/database/connection.js';

/** For the end of a transaction that holds the team's row. @throws UserError conflict */
export async function refuseWithoutAdmin(manager: EntityManager, teamId: string): Promise<void> {
  const admins: unknown[] = await manager.query(
    `select 1 from team_members m join users u on u.id = m.user_id
     where m.team_id = $1 and m.role = 'admin' and u.disabled_at is null limit 1`,
    [teamId],
  );
  if (admins.length > 0) return;
  throw new UserError('conflict', 'A team needs an administrator: make somebody else one first.');
}
