import type { Role } from '@jujube/contract/role.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const listRoles = defineVerb({
  name: 'roles',
  summary: 'list roles, and the permissions of each',
  examples: ['roles'],
  async run(context, { isJson }) {
    const roles = await context.client.roles.list();
    if (isJson) return context.out(jsonText(roles));
    context.out(heading('Roles'));
    context.out(table(roles, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'role', get: ({ name }: Role) => name },
  { title: 'permissions', get: ({ permissions }: Role) => permissions.join(', ') },
];
