import type { Team } from '@jujube/contract/team.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const listTeams = defineVerb({
  name: 'teams',
  summary: 'list your teams',
  examples: ['teams'],
  async run(context, { isJson }) {
    const teams = await context.client.teams.list();
    if (isJson) return context.out(jsonText(teams));
    if (teams.length === 0) return context.out('You are in no team. Make one: jujube teams:create NAME');
    context.out(heading('Teams'));
    context.out(table(teams, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'team', get: ({ name }: Team) => name },
  { title: 'role', get: ({ role }: Team) => role ?? '' },
];
