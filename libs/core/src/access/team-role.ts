/** What somebody is in a team, in Heroku's words. A collaborator of a team has nothing but the apps they were let into. */
export const TEAM_ROLES = ['admin', 'member', 'viewer', 'collaborator'] as const;

export type TeamRole = (typeof TEAM_ROLES)[number];

/** Names that paths below /teams have for something else. */
const RESERVED: readonly string[] = ['apps', 'permissions', 'invitations'];

export function isReservedTeamName(name: string): boolean {
  return RESERVED.includes(name);
}
