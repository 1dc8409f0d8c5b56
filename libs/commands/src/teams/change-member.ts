import { word } from '../language/argument.js';
import { choice } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { TEAM_FLAG, namedTeam } from './named-team.js';

const ROLES = ['admin', 'member', 'viewer', 'collaborator'] as const;
const args = { user: word('email', 'of somebody who has an account') };

export const setMember = defineVerb({
  name: 'members:set',
  aliases: ['members:add'],
  summary: 'take somebody into a team, or change what they are there',
  args,
  flags: { ...TEAM_FLAG, role: choice(ROLES, 'what they are there (default member)') },
  examples: ['members:set ann@example.com -t acme', 'members:set ann@example.com -t acme --role viewer'],
  async run(context, { args: { user }, flags: { role = 'member', ...flags }, isJson }) {
    const team = namedTeam(flags);
    const member = await context.step(`Making ${user} ${role} of ${team}`, () =>
      context.client.teams.setMember(team, { email: user, role }),
    );
    if (isJson) context.out(jsonText(member));
  },
});

export const removeMember = defineVerb({
  name: 'members:remove',
  summary: 'take somebody out of a team',
  args,
  flags: TEAM_FLAG,
  examples: ['members:remove ann@example.com -t acme'],
  async run(context, { args: { user }, flags, isJson }) {
    const team = namedTeam(flags);
    const gone = await context.step(`Removing ${user} from ${team}`, () =>
      context.client.teams.removeMember(team, user),
    );
    if (isJson) context.out(jsonText(gone));
  },
});
