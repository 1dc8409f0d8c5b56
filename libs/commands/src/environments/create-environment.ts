import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const createEnvironment = defineVerb({
  name: 'environments:create',
  summary: 'make an environment, to which hosts and apps can belong',
  args: { name: word('name', 'such as production') },
  examples: ['environments:create production'],
  async run(context, { args: { name }, isJson }) {
    const made = await context.step(`Creating ${name} environment`, () => context.client.environments.create(name));
    if (isJson) return context.out(jsonText(made));
    context.out(`Give it hosts with: jujube hosts:assign HOST -e ${name}`);
  },
});
