import type { User } from '@jujube/contract/user.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const listServiceAccounts = defineVerb({
  name: 'service-accounts',
  summary: 'list the accounts of machines (administrators)',
  examples: ['service-accounts'],
  async run(context, { isJson }) {
    const accounts = await context.client.serviceAccounts.list();
    if (isJson) return context.out(jsonText(accounts));
    context.out(heading('Service Accounts'));
    context.out(table(accounts, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'email', get: ({ email }: User) => email },
  { title: 'state', get: ({ state }: User) => state },
];
