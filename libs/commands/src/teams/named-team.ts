import { text } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';

export const TEAM_FLAG = { team: text('team', 'id or name', { short: 't' }) };

export function namedTeam({ team }: { team?: string }): string {
  if (team !== undefined) return team;
  throw new UsageError('Which team? Add -t NAME. See: teams');
}
