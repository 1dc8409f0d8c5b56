import type { Collaborator } from '@jujube/contract/collaborator.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const listAccess = defineVerb({
  name: 'access',
  aliases: ['access:list'],
  summary: 'list who may do what on an app',
  needsApp: true,
  examples: ['access -a shop'],
  async run(context, { app, isJson }) {
    const collaborators = await context.client.collaborators.list(app);
    if (isJson) return context.out(jsonText(collaborators));
    context.out(heading(`${app} Access`));
    context.out(table(collaborators, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'user', get: ({ user }: Collaborator) => user.email },
  { title: 'role', get: ({ role }: Collaborator) => role },
  { title: 'permissions', get: ({ permissions }: Collaborator) => permissions.map(({ name }) => name).join(', ') },
];
