import type { RoleGrant } from '@jujube/contract/role.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { placeOf, receiverOf } from './grant-place.js';

export const listGrants = defineVerb({
  name: 'access:grants',
  summary: 'list who has which role, and where',
  examples: ['access:grants'],
  async run(context, { isJson }) {
    const grants = await context.client.roles.grants();
    if (isJson) return context.out(jsonText(grants));
    context.out(heading('Roles of people'));
    context.out(table(grants, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'who', get: receiverOf },
  { title: 'role', get: ({ role }: RoleGrant) => role },
  { title: 'where', get: placeOf },
];
