import type { Environment } from '@jujube/contract/environment.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const listEnvironments = defineVerb({
  name: 'environments',
  summary: 'list environments: hosts and apps that keep to themselves',
  examples: ['environments'],
  async run(context, { isJson }) {
    const environments = await context.client.environments.list();
    if (isJson) return context.out(jsonText(environments));
    context.out(heading('Environments'));
    context.out(table(environments, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'name', get: ({ name }: Environment) => name },
  { title: 'apps', get: ({ apps }: Environment) => String(apps) },
  { title: 'hosts', get: ({ hosts }: Environment) => String(hosts) },
];
