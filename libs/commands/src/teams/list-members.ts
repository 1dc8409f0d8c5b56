import type { TeamMember } from '@jujube/contract/team.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { TEAM_FLAG, namedTeam } from './named-team.js';

export const listMembers = defineVerb({
  name: 'members',
  summary: 'list who is in a team',
  flags: TEAM_FLAG,
  examples: ['members -t acme'],
  async run(context, { flags, isJson }) {
    const team = namedTeam(flags);
    const members = await context.client.teams.members(team);
    if (isJson) return context.out(jsonText(members));
    context.out(heading(`Members of ${team}`));
    context.out(table(members, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'user', get: ({ email }: TeamMember) => email },
  { title: 'role', get: ({ role }: TeamMember) => role },
];
